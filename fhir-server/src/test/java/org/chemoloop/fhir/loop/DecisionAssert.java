package org.chemoloop.fhir.loop;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads decisions in the words of the ward. */
public final class DecisionAssert {

    private final Decision decision;

    private DecisionAssert(Decision decision) {
        this.decision = decision;
    }

    public static DecisionAssert decision(Decision decision) {
        return new DecisionAssert(decision);
    }

    public void movesTo(BagState state) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Moved.class, moved -> assertThat(moved.to()).isEqualTo(state));
    }

    public void isRefusedAs(LoopIssue issue) {
        assertThat(decision).isInstanceOfSatisfying(Decision.Refused.class, refused -> {
            assertThat(refused.why().issue()).isEqualTo(issue);
            assertThat(refused.why().words().zh()).matches(".*\\p{IsHan}.*").doesNotContain("%");
            assertThat(refused.why().words().en()).matches("[^\\p{IsHan}]+").doesNotContain("%");
        });
    }

    public void warnsOf(LoopIssue issue) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Warned.class,
                        warned -> assertThat(warned.why().issue()).isEqualTo(issue));
    }

    public void leavesANoticeOf(LoopIssue issue) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Moved.class,
                        moved -> assertThat(moved.notices())
                                .extracting(Refusal::issue)
                                .contains(issue));
    }

    public void changesNothing() {
        assertThat(decision).isInstanceOf(Decision.Repeated.class);
    }

    public void isOnlyPutOnRecord() {
        assertThat(decision).isInstanceOf(Decision.ToldLate.class);
    }
}
