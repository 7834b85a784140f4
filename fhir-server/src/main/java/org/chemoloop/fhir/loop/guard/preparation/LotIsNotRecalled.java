package org.chemoloop.fhir.loop.guard.preparation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.known.Contents;
import org.chemoloop.fhir.loop.known.Said.Pack;
import org.chemoloop.fhir.loop.known.Said.Preparing;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.loop.rule.Threshold.Unit;

/**
 * No pack of a lot that was called back goes into a bag, and no bag that holds such a lot goes on to the patient (P4).
 */
public final class LotIsNotRecalled implements Guard {

    static final Threshold RECALLED = new Threshold(
            "chemoloop.loop.recalled-lots",
            "",
            Unit.LIST,
            "domain rule P4; DRUG/LOT for each lot that the maker has called back");

    static final Rule RULE = Rule.hard(
                    "P4-recall",
                    LoopIssue.WRONG_STATE,
                    "被召回批号的药品不得配入；已配好的不得收药、用药",
                    "No pack of a recalled lot goes into a bag, and no bag of such a lot is received or started")
            .with(RECALLED);

    private final List<String> recalled;

    public LotIsNotRecalled(SiteSettings site) {
        this.recalled = site.list(RECALLED);
        if (recalled.stream().anyMatch(lot -> !lot.matches("[^/]+/.+"))) {
            throw site.complaint(RECALLED, "a list of DRUG/LOT");
        }
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        return told(attempt).stream()
                .filter(recalled::contains)
                .findFirst()
                .map(lot -> Refusal.by(
                        RULE,
                        "批号 %s 已被召回，不能使用，请退回并另取",
                        "The lot %s was recalled: do not use it, return it and take another",
                        lot));
    }

    /** Each lot beside the drug it belongs to; the lot of a bag beside each of its drugs. */
    private static List<String> told(Attempt attempt) {
        Preparing preparing = attempt.said().preparing();
        List<String> told = new ArrayList<>();
        for (Pack pack : preparing.packs()) {
            if (pack.lot() != null) {
                told.add(pack.drug() + "/" + pack.lot());
            }
        }
        Contents contents = attempt.bag().contents();
        Stream.of(Optional.ofNullable(preparing.lot()), Optional.ofNullable(contents.lot()))
                .flatMap(Optional::stream)
                .forEach(lot -> contents.ingredients().forEach(drug -> told.add(drug.code() + "/" + lot)));
        return told;
    }

    @Override
    public boolean lacksData(Attempt attempt) {
        return !recalled.isEmpty() && told(attempt).isEmpty();
    }
}
