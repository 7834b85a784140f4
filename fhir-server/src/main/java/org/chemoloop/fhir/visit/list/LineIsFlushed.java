package org.chemoloop.fhir.visit.list;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.loop.rule.Threshold.Unit;
import org.jspecify.annotations.Nullable;

/** A central line is flushed after the last infusion of the day, or it is closed by clots at the next (R6). */
final class LineIsFlushed {

    static final Threshold ASKED = new Threshold(
            "chemoloop.visits.flush-asked", "on", Unit.SWITCH, "domain rule R6: flush after the infusion");

    static final Rule RULE = Rule.info(
                    "R6-flush",
                    LoopIssue.SEQUENCE,
                    "离院时，当日输过液的 PICC、CVC、输液港须有输液后冲管记录（仅提示）",
                    "At the discharge the central line of the day's infusions has a flush on record (Observation"
                            + " line-flushed) that came after them")
            .with(ASKED);

    private final boolean asked;

    LineIsFlushed(SiteSettings site) {
        this.asked = site.isOn(ASKED);
    }

    boolean isAsked() {
        return asked;
    }

    /**
     * @param lastEnd when the last bag ended that ran through a central line; null where none did
     * @param flushed when a line of the patient was last flushed
     */
    Optional<Refusal> objection(@Nullable Instant lastEnd, @Nullable Instant flushed) {
        // Devices write whole minutes or seconds.
        boolean missing = asked
                && lastEnd != null
                && (flushed == null || flushed.isBefore(lastEnd.truncatedTo(ChronoUnit.MINUTES)));
        return missing
                ? Optional.of(Refusal.by(
                        RULE,
                        "输液后冲管未记录：离院前请冲封管（PICC、CVC、输液港）并记录",
                        "No flush of the central line is on record after the last infusion: flush it before the patient"
                                + " leaves, and record it"))
                : Optional.empty();
    }
}
