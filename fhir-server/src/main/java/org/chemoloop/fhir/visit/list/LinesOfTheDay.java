package org.chemoloop.fhir.visit.list;

import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.loop.known.Said.Line;
import org.chemoloop.fhir.scan.Lines;
import org.chemoloop.fhir.scan.Store;
import org.chemoloop.fhir.scan.Systems;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Through which lines a patient's bags of the day ran, and when one was flushed. */
@Component
class LinesOfTheDay {

    private static final Duration DAY = Duration.ofHours(18);
    private static final int NEWEST = 60; // AdministrationPlan plans no more bags of an order

    private final Worklists lists;
    private final Lines lines;

    LinesOfTheDay(Worklists lists, Lines lines) {
        this.lists = lists;
        this.lines = lines;
    }

    /**
     * What has run.
     *
     * @param lastCentral when the last bag ended that ran through a central line; null where none did
     * @param unknown whether nobody has said of a bag through which line it ran
     */
    record Used(@Nullable Instant lastCentral, boolean unknown) {}

    Used used(String patient, Instant now) {
        TokenOrListParam ended =
                new TokenOrListParam().addOr(new TokenParam("completed")).addOr(new TokenParam("stopped"));
        List<MedicationAdministration> today = lists
                .search(
                        MedicationAdministration.class,
                        Store.newest(NEWEST, "_lastUpdated")
                                .add("subject", new ReferenceParam("Patient/" + patient))
                                .add("status", ended))
                .stream()
                .filter(infusion ->
                        end(infusion).filter(at -> at.isAfter(now.minus(DAY))).isPresent())
                .toList();
        Instant last = null;
        boolean unknown = false;
        List<Optional<Line>> ranThrough = lines.of(today, patient);
        for (int i = 0; i < today.size(); i++) {
            Optional<Line> line = ranThrough.get(i);
            Instant end = end(today.get(i)).orElseThrow();
            unknown |= line.isEmpty();
            if (line.isPresent() && !line.get().isPeripheral() && (last == null || end.isAfter(last))) {
                last = end;
            }
        }
        return new Used(last, unknown);
    }

    private static Optional<Instant> end(MedicationAdministration infusion) {
        return infusion.getEffective() instanceof Period ran && ran.hasEnd()
                ? Optional.of(ran.getEnd().toInstant())
                : Optional.empty();
    }

    @Nullable
    Instant flushed(String patient) {
        return lists
                .search(
                        Observation.class,
                        Store.newest(NEWEST, "date")
                                .add("subject", new ReferenceParam("Patient/" + patient))
                                .add("code", new TokenParam(Systems.LOOP_OBSERVATION, "line-flushed")))
                .stream()
                .filter(flush ->
                        flush.getStatus() != ObservationStatus.ENTEREDINERROR && flush.hasEffectiveDateTimeType())
                .map(flush -> flush.getEffectiveDateTimeType().getValue().toInstant())
                .findFirst()
                .orElse(null);
    }
}
