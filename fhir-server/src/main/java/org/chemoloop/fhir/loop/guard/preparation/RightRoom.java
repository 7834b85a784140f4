package org.chemoloop.fhir.loop.guard.preparation;

import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.loop.rule.Threshold.Unit;

/** Cytotoxic drugs are only prepared in the cabinets for them and by the people trained for it (P9). */
public final class RightRoom implements Guard {

    static final Threshold PLACES = new Threshold(
            "chemoloop.loop.cytotoxic-locations", "", Unit.LIST, "none: ids of Locations; empty means anywhere");

    static final Threshold PEOPLE = new Threshold(
            "chemoloop.loop.cytotoxic-operators", "", Unit.LIST, "none: names of users; empty means everybody");

    static final Rule RULE = Rule.hard(
                    "P9",
                    LoopIssue.WRONG_STATE,
                    "细胞毒药物只在指定的安全柜、由受过培训的人员配制（按配置）",
                    "Where the site names them, cytotoxic bags are prepared in these locations (wrong-state) by these people"
                            + " (not-privileged)")
            .with(PLACES, PEOPLE);

    private final List<String> places;
    private final List<String> people;

    public RightRoom(SiteSettings site) {
        this.places = site.list(PLACES);
        this.people = site.list(PEOPLE);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        if (!attempt.bag().contents().isCytotoxic()) {
            return Optional.empty();
        }
        if (!people.isEmpty() && !people.contains(attempt.person().name())) {
            return Optional.of(Refusal.by(RULE, "您没有配制细胞毒药物的资格", "You are not trained to prepare cytotoxic drugs")
                    .as(LoopIssue.NOT_PRIVILEGED));
        }
        String place = attempt.said().preparing().location();
        return !places.isEmpty() && place != null && !places.contains(place)
                ? Optional.of(Refusal.by(RULE, "细胞毒药物不能在这里配制", "Cytotoxic drugs are not prepared in this place"))
                : Optional.empty();
    }

    @Override
    public boolean lacksData(Attempt attempt) {
        return attempt.bag().contents().isCytotoxic()
                && attempt.said().preparing().location() == null;
    }

    @Override
    public boolean alsoWhenToldLate() {
        return true;
    }
}
