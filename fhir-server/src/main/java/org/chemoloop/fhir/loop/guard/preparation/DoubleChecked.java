package org.chemoloop.fhir.loop.guard.preparation;

import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.loop.rule.Threshold.Unit;

/**
 * Nobody checks their own work: the checker has not picked, quality control has not compounded (P6). In whatever order
 * they tell it.
 */
public final class DoubleChecked implements Guard {

    static final Threshold IN_MESSAGES = new Threshold(
            "chemoloop.loop.same-person-in-messages",
            "warn",
            Unit.LIST,
            "`warn` or `refuse`: a PIVAS tells by message what it has done already, and may name one person for all of it");

    static final Rule RULE = Rule.hard(
                    "P6",
                    LoopIssue.SAME_PERSON,
                    "核对人不能是摆药人，成品复核人不能是配制人",
                    "Who checks has not picked, and who passes the product has not prepared it")
            .with(IN_MESSAGES);

    private final boolean messagesToo;

    public DoubleChecked(SiteSettings site) {
        this.messagesToo = switch (site.text(IN_MESSAGES)) {
            case "warn" -> false;
            case "refuse" -> true;
            default -> throw site.complaint(IN_MESSAGES, "warn or refuse");
        };
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        boolean same = counterparts(attempt.move()).stream()
                .flatMap(step -> attempt.bag().taken(step).stream())
                .anyMatch(taken -> taken.person().equals(attempt.person().name()));
        if (!same) {
            return Optional.empty();
        }
        Refusal refusal = Refusal.by(
                RULE,
                "同一人不能既做又查：“%s”须由另一人完成",
                "Nobody checks their own work: another person must have it %s",
                attempt.move().words());
        return Optional.of(attempt.said().byMessage() && !messagesToo ? refusal.asWarning() : refusal);
    }

    private static Set<BagState> counterparts(Move move) {
        return switch (move) {
            case PICK -> Set.of(BagState.CHECKED);
            case CHECK -> Set.of(BagState.PICKED);
            case PREPARE, COMPOUND -> Set.of(BagState.QC_PASSED);
            case PASS_QC -> Set.of(BagState.PREPARED, BagState.COMPOUNDED);
            case REVIEW,
                    ACCEPT,
                    RELEASE,
                    DISPATCH,
                    RECEIVE,
                    DECLINE,
                    START,
                    PAUSE,
                    RESUME,
                    COMPLETE,
                    STOP,
                    NOT_GIVE,
                    RETURN,
                    DISCARD,
                    CANCEL,
                    VOID_LABEL,
                    TAKE_BACK_MAKING,
                    TAKE_BACK_RECEIPT,
                    TAKE_BACK_START,
                    TAKE_BACK_END -> Set.of();
        };
    }

    @Override
    public boolean alsoWhenToldLate() {
        return true;
    }
}
