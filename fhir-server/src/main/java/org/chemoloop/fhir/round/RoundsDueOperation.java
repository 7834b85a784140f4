package org.chemoloop.fhir.round;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.scan.Store;
import org.chemoloop.fhir.scan.Systems;
import org.chemoloop.fhir.server.FhirOperation;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code GET MedicationAdministration/$rounds-due}: what runs, when somebody has to look at it and whether they should
 * have already, the most urgent first.
 */
@Component
class RoundsDueOperation implements FhirOperation {

    private final Store store;
    private final RoundSchedule schedule;
    private final Clock clock;

    RoundsDueOperation(Store store, SiteSettings site, Clock clock) {
        this.store = store;
        this.schedule = new RoundSchedule(site);
        this.clock = clock;
    }

    private record Running(
            MedicationAdministration infusion,
            @Nullable Instant last,
            Optional<Instant> due,
            @Nullable Instant expectedEnd) {}

    @Operation(name = "$rounds-due", type = MedicationAdministration.class, idempotent = true)
    public Parameters roundsDue() {
        TokenOrListParam running =
                new TokenOrListParam().addOr(new TokenParam("in-progress")).addOr(new TokenParam("on-hold"));
        Parameters list = new Parameters();
        store.search(MedicationAdministration.class, Store.parameters().add("status", running)).stream()
                .map(this::look)
                .sorted(Comparator.comparing(each -> each.due().orElse(Instant.MAX)))
                .forEach(each -> write(each, list.addParameter().setName("infusion")));
        return list;
    }

    private Running look(MedicationAdministration infusion) {
        var newestFirst = Store.newest(1, "_lastUpdated")
                .add(
                        "part-of",
                        new ReferenceParam("MedicationAdministration/"
                                + infusion.getIdElement().getIdPart()));
        List<Observation> rounds = store.search(Observation.class, newestFirst);
        Observation last = rounds.isEmpty() ? null : rounds.get(0);
        Instant at = last == null ? null : last.getMeta().getLastUpdated().toInstant();
        Instant started = infusion.getEffective() instanceof Period period && period.hasStart()
                ? period.getStart().toInstant()
                : infusion.getMeta().getLastUpdated().toInstant();
        Instant end = last == null ? null : expectedEnd(last);
        return new Running(infusion, at, schedule.due(started, at), end == null ? expectedEnd(infusion) : end);
    }

    private static @Nullable Instant expectedEnd(DomainResource resource) {
        Extension end = resource.getExtensionByUrl(Systems.EXPECTED_END);
        return end != null && end.getValue() instanceof DateTimeType time
                ? time.getValue().toInstant()
                : null;
    }

    private void write(Running running, ParametersParameterComponent row) {
        Instant now = clock.instant();
        MedicationAdministration infusion = running.infusion();
        part(
                row,
                "administration",
                new Reference(
                        "MedicationAdministration/" + infusion.getIdElement().getIdPart()));
        part(row, "patient", infusion.getSubject().copy());
        infusion.getIdentifier().forEach(identifier -> part(row, "bag", identifier.copy()));
        time(row, "lastRound", running.last());
        time(row, "due", running.due().orElse(null));
        part(
                row,
                "overdue",
                new BooleanType(running.due().map(due -> due.isBefore(now)).orElse(false)));
        time(row, "expectedEnd", running.expectedEnd());
        part(row, "pastItsEnd", new BooleanType(schedule.isPastItsEnd(running.expectedEnd(), now)));
    }

    private static void time(ParametersParameterComponent row, String name, @Nullable Instant at) {
        if (at != null) {
            part(row, name, new DateTimeType(Date.from(at)));
        }
    }

    private static void part(ParametersParameterComponent row, String name, Type value) {
        row.addPart().setName(name).setValue(value);
    }
}
