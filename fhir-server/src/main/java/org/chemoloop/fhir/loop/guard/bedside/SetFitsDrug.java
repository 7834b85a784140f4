package org.chemoloop.fhir.loop.guard.bedside;

import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.known.SetProperty;
import org.chemoloop.fhir.loop.rule.Rule;

/** A drug that draws softener out of PVC, or needs a filter, runs through the set that its label asks for (O11). */
public final class SetFitsDrug implements Guard {

    static final Rule RULE = Rule.hard(
            "O11-set",
            LoopIssue.INCOMPATIBLE_DILUENT,
            "输液器须符合目录要求（非PVC、过滤器）",
            "The infusion set (extension infusion-set) is what the catalogue wants for the drugs of the bag: non-PVC, with a"
                    + " filter");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        Set<SetProperty> told = attempt.said().infusing().set();
        if (told == null) {
            return Optional.empty();
        }
        return attempt.bag().contents().needsOfSet().stream()
                .filter(need -> !told.contains(need))
                .sorted()
                .findFirst()
                .map(missing -> Refusal.by(
                        RULE,
                        "这袋药须用%s输液器：请更换后再扫",
                        "This bag needs another infusion set (%s): change it and scan again",
                        missing.words()));
    }

    @Override
    public boolean lacksData(Attempt attempt) {
        return attempt.said().infusing().set() == null
                && !attempt.bag().contents().needsOfSet().isEmpty();
    }
}
