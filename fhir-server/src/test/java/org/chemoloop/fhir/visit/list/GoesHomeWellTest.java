package org.chemoloop.fhir.visit.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Proves;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.junit.jupiter.api.Test;

class GoesHomeWellTest {

    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final GoesHomeWell STRICT = new GoesHomeWell(SiteSettings.of(asked -> switch (asked) {
        case "chemoloop.visits.observe-after", "chemoloop.visits.exit-vitals-within" -> "30m";
        default -> null;
    }));

    @Proves("R6-flush")
    @Test
    void aLineThatWasFlushedBeforeTheLastBagIsNotFlushed() {
        LineIsFlushed rule = new LineIsFlushed(SiteSettings.standard());
        Instant ended = NOW.plusSeconds(30);

        assertThat(rule.objection(ended, null)).isPresent();
        assertThat(rule.objection(ended, NOW.minusSeconds(60))).isPresent();
        assertThat(rule.objection(ended, NOW)).as("written in whole minutes").isEmpty();
        assertThat(rule.objection(null, null)).as("no central line").isEmpty();
        assertThat(new LineIsFlushed(SiteSettings.of(asked -> "off")).objection(ended, null))
                .isEmpty();
    }

    @Proves("R7")
    @Test
    void whereTheSiteAsksForItThePatientIsWatchedForAWhileAndLooksWell() {
        Instant now = NOW;
        Instant justNow = now.minus(Duration.ofMinutes(10));
        Instant longAgo = now.minus(Duration.ofMinutes(31));

        assertThat(STRICT.objection(justNow, justNow, now)).map(Refusal::issue).contains(LoopIssue.SEQUENCE);
        assertThat(STRICT.objection(longAgo, null, now)).map(Refusal::issue).contains(LoopIssue.VITALS_MISSING);
        assertThat(STRICT.objection(longAgo, longAgo, now)).map(Refusal::issue).contains(LoopIssue.VITALS_MISSING);
        assertThat(STRICT.objection(longAgo, justNow, now)).isEmpty();
        assertThat(STRICT.objection(null, justNow, now)).isEmpty();
        assertThat(new GoesHomeWell(SiteSettings.standard()).objection(justNow, null, now))
                .isEmpty();
    }
}
