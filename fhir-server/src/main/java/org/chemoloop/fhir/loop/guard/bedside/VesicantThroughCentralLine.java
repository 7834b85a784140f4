package org.chemoloop.fhir.loop.guard.bedside;

import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.known.Said.Infusing;
import org.chemoloop.fhir.loop.known.Said.Line;
import org.chemoloop.fhir.loop.rule.Rule;

/** A drug that destroys tissue runs through a central line, or through a peripheral one that gives blood back (B10). */
public final class VesicantThroughCentralLine implements Guard {

    static final Rule RULE = Rule.hard(
            "B10",
            LoopIssue.ROUTE_FORBIDDEN,
            "发疱性药物不经外周静脉给药，除非记录有回血",
            "A vesicant is not started through a peripheral line (dosage.site or device of cs/line-type) unless blood return"
                    + " is documented (extension blood-return)");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        Infusing infusing = attempt.said().infusing();
        Line line = infusing.line();
        boolean peripheral = line != null && line.isPeripheral() && !infusing.bloodReturn();
        return peripheral && attempt.bag().contents().isVesicant()
                ? Optional.of(
                        Refusal.by(
                                RULE,
                                "发疱性药物不能经外周静脉输注：请改用中心静脉通路，或确认并记录回血",
                                "A vesicant must not run through a peripheral line: use a central one, or document blood return"))
                : Optional.empty();
    }

    @Override
    public boolean lacksData(Attempt attempt) {
        return attempt.bag().contents().isVesicant()
                && attempt.said().infusing().line() == null;
    }
}
