package org.chemoloop.fhir.loop.guard.preparation;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.known.Said.Pack;
import org.chemoloop.fhir.loop.rule.Rule;

/** Each pack that is opened for a bag holds what is ordered, and is not expired (P4). */
public final class RightPack implements Guard {

    static final Rule RULE = Rule.hard(
            "P4",
            LoopIssue.WRONG_STATE,
            "扫描的药品必须是医嘱中的药品且未过期",
            "A scanned pack (extension pack) holds a drug of the bag (wrong-state) and is not expired (beyond-use)");

    private final ZoneId zone;

    /** @param zone in which the dates on packs end */
    public RightPack(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        List<Pack> packs = attempt.said().preparing().packs();
        LocalDate today = attempt.now().atZone(zone).toLocalDate();
        for (Pack pack : packs) {
            boolean ordered = attempt.bag().contents().ingredients().stream()
                    .anyMatch(ingredient -> ingredient.code().equals(pack.drug()));
            if (!ordered) {
                return Optional.of(Refusal.by(
                        RULE, "药品 %s 不在这袋药的医嘱中，请核对", "The pack %s is not ordered for this bag: check it", pack.drug()));
            }
            LocalDate expires = pack.expires();
            if (expires != null && expires.isBefore(today)) {
                return Optional.of(Refusal.by(RULE, "药品 %s 已过期", "The pack %s is expired", pack.drug())
                        .as(LoopIssue.BEYOND_USE));
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean lacksData(Attempt attempt) {
        return attempt.said().preparing().packs().isEmpty();
    }
}
