package org.chemoloop.fhir.loop.guard;

import static org.chemoloop.fhir.loop.ABag.NOW;
import static org.chemoloop.fhir.loop.BagState.*;
import static org.chemoloop.fhir.loop.DecisionAssert.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chemoloop.fhir.loop.ABag;
import org.chemoloop.fhir.loop.Attempt.Second;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.known.Circumstances;
import org.chemoloop.fhir.loop.known.Circumstances.Incident;
import org.chemoloop.fhir.loop.rule.Proves;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.junit.jupiter.api.Test;

/** The rules while an infusion runs and when it ends. */
class RunningRulesTest {

    @Proves("R5-correction")
    @Test
    void aBagThatWasNeverReceivedIsWhereItWasBefore() {
        decision(ABag.that(RECEIVED).isTriedWith(Move.TAKE_BACK_RECEIPT)).isRefusedAs(LoopIssue.WITNESS_REQUIRED);
        decision(ABag.that(RECEIVED).witnessed().isTriedWith(Move.TAKE_BACK_RECEIPT))
                .movesTo(DISPATCHED);
        decision(ABag.withOnly(ACCEPTED, RELEASED, PREPARED, RECEIVED)
                        .witnessed()
                        .isTriedWith(Move.TAKE_BACK_RECEIPT))
                .movesTo(PREPARED);
        decision(ABag.withOnly(ACCEPTED, RELEASED, PREPARED).witnessed().isTriedWith(Move.TAKE_BACK_MAKING))
                .movesTo(RELEASED);
        decision(ABag.withOnly(PREPARED).witnessed().isTriedWith(Move.TAKE_BACK_MAKING))
                .movesTo(ORDERED);
        decision(ABag.that(DISPATCHED).witnessed().isTriedWith(Move.TAKE_BACK_RECEIPT))
                .isRefusedAs(LoopIssue.WRONG_STATE);
        decision(ABag.that(INFUSING).witnessed().isTriedWith(Move.TAKE_BACK_RECEIPT))
                .isRefusedAs(LoopIssue.WRONG_STATE);
    }

    @Proves("R2")
    @Test
    void afterAReactionABagGoesOnOnlyWithADoctor() {
        ABag bag = ABag.that(PAUSED).around(after(Incident.REACTION));
        decision(bag.isTriedWith(Move.RESUME)).isRefusedAs(LoopIssue.WITNESS_REQUIRED);
        decision(bag.witnessed().isTriedWith(Move.RESUME)).isRefusedAs(LoopIssue.WITNESS_REQUIRED);
        decision(bag.with(new Second("doctor1", false, Set.of("doctor"))).isTriedWith(Move.RESUME))
                .isRefusedAs(LoopIssue.WITNESS_REQUIRED);
        decision(bag.with(new Second("doctor1", true, Set.of("doctor"))).isTriedWith(Move.RESUME))
                .movesTo(INFUSING);
        decision(ABag.that(PAUSED).isTriedWith(Move.RESUME)).movesTo(INFUSING);
    }

    @Proves("R3")
    @Test
    void afterAnExtravasationABagIsStoppedNotResumed() {
        ABag bag = ABag.that(PAUSED)
                .around(after(Incident.EXTRAVASATION))
                .with(new Second("doctor1", true, Set.of("doctor")));
        decision(bag.isTriedWith(Move.RESUME)).isRefusedAs(LoopIssue.ROUTE_FORBIDDEN);
        decision(bag.isTriedWith(Move.STOP)).movesTo(STOPPED);
    }

    private static Circumstances after(Incident incident) {
        return new Circumstances(true, null, null, Map.of(), List.of(), null, Set.of(incident));
    }

    @Proves("R5")
    @Test
    void whereTheSiteAsksForItTheNeedleIsLookedAtBeforeTheEnd() {
        SiteSettings strict =
                SiteSettings.of(asked -> asked.equals("chemoloop.loop.final-round-within") ? "15m" : null);
        decision(ABag.that(INFUSING).isTriedWith(Move.COMPLETE)).movesTo(COMPLETED);
        decision(ABag.that(INFUSING).isTriedWith(Move.COMPLETE, strict)).warnsOf(LoopIssue.SEQUENCE);
        decision(ABag.that(INFUSING)
                        .around(round(NOW.minus(Duration.ofMinutes(16))))
                        .isTriedWith(Move.COMPLETE, strict))
                .warnsOf(LoopIssue.SEQUENCE);
        decision(ABag.that(INFUSING)
                        .around(round(NOW.minus(Duration.ofMinutes(5))))
                        .isTriedWith(Move.COMPLETE, strict))
                .movesTo(COMPLETED);
    }

    private static Circumstances round(Instant at) {
        return new Circumstances(true, null, null, Map.of(), List.of(), at, Set.of());
    }
}
