package org.chemoloop.fhir.loop.guard.bedside;

import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.Wristband;
import org.chemoloop.fhir.loop.rule.Rule;

/** The patient's own, current wristband is read before a bag is started; what was read must be one (B1). */
public final class WristbandScanned implements Guard {

    static final Rule RULE = Rule.hard(
            "B1",
            LoopIssue.UNREADABLE_CODE,
            "用药前先扫描患者现用的腕带",
            "No start without the patient's current wristband: unreadable or none (unreadable-code), unknown or replaced"
                    + " (unknown-wristband)");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        return attempt.wristband() instanceof Wristband.NotScanned && attempt.move() != Move.START
                ? Optional.empty()
                : objection(attempt.wristband());
    }

    /** The same rule for a second person who confirms. */
    public static Optional<Refusal> objection(Wristband scanned) {
        if (scanned instanceof Wristband.Of) {
            return Optional.empty();
        }
        if (scanned instanceof Wristband.Replaced replaced) {
            return Optional.of(replaced(replaced.current()).as(LoopIssue.UNKNOWN_WRISTBAND));
        }
        if (scanned instanceof Wristband.Unknown) {
            return Optional.of(Refusal.by(RULE, "系统中没有这条腕带，请核对患者", "This wristband is not known: check the patient")
                    .as(LoopIssue.UNKNOWN_WRISTBAND));
        }
        return Optional.of(
                scanned instanceof Wristband.Unreadable
                        ? Refusal.by(RULE, "腕带条码无法识别，请重新扫描", "The wristband cannot be read: scan it again")
                        : Refusal.by(RULE, "请先扫描患者腕带", "Scan the patient's wristband first"));
    }

    private static Refusal replaced(String current) {
        return current.isEmpty()
                ? Refusal.by(RULE, "这条腕带已作废，请为患者打印新腕带", "This wristband is void: print a new one for the patient")
                : Refusal.by(
                        RULE,
                        "这条腕带已作废，请扫描尾号 %s 的现用腕带；患者未戴的，请补打",
                        "This wristband is void: scan the patient's current one, which ends in %s; if it is not worn, print"
                                + " it anew",
                        current);
    }
}
