package org.chemoloop.fhir.loop.known;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known around a step, as far as the step's rules ask for it.
 *
 * @param arrived whether the patient is here
 * @param doctorsGo when a doctor found the patient fit for treatment
 * @param vitals when vital signs were last taken
 * @param labs the newest laboratory result by code
 * @param lastRound the last round at the running bag
 * @param incidents what happened while the bag ran
 * @param prescription what is odd about the prescription, as far as the step asks for it
 */
public record Circumstances(
        boolean arrived,
        @Nullable Instant doctorsGo,
        @Nullable Instant vitals,
        Map<String, Lab> labs,
        List<OtherBag> others,
        @Nullable Instant lastRound,
        Set<Incident> incidents,
        Prescription prescription) {

    /** What may be odd about a prescription. */
    public enum Prescription {
        NOTHING_ODD,
        /** It came from outside or from paper, and no order of it names the original. */
        EXTERNAL_WITHOUT_DOCUMENT,
        CHEMOTHERAPY_WITHOUT_CYTOTOXIC
    }

    public Circumstances(
            boolean arrived,
            @Nullable Instant doctorsGo,
            @Nullable Instant vitals,
            Map<String, Lab> labs,
            List<OtherBag> others,
            @Nullable Instant lastRound,
            Set<Incident> incidents) {
        this(arrived, doctorsGo, vitals, labs, others, lastRound, incidents, Prescription.NOTHING_ODD);
    }

    /** A laboratory result. */
    public record Lab(double value, Instant taken) {}

    /** What may happen while a bag runs. */
    public enum Incident {
        REACTION,
        EXTRAVASATION
    }

    public Circumstances {
        labs = Map.copyOf(labs);
        others = List.copyOf(others);
        incidents = Set.copyOf(incidents);
    }

    /** Where nothing but the prescription is asked for. */
    public static Circumstances of(Prescription prescription) {
        return new Circumstances(false, null, null, Map.of(), List.of(), null, Set.of(), prescription);
    }

    public static Circumstances unknown() {
        return new Circumstances(false, null, null, Map.of(), List.of(), null, Set.of());
    }
}
