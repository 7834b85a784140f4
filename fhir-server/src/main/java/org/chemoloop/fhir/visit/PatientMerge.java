package org.chemoloop.fhir.visit;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeResourceDefinition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.order.BagLines;
import org.chemoloop.fhir.order.Chart;
import org.chemoloop.fhir.order.DrugHistory;
import org.chemoloop.fhir.order.EntryOutcome;
import org.chemoloop.fhir.order.Terms;
import org.chemoloop.fhir.server.rows.StoredIdentifiers.Literal;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** ADT^A40: two records are one person. The one that is given up hands everything to the one that stays. */
@Component
public class PatientMerge {

    /** What happened happened to the record of that time; and the record itself keeps its link. */
    private static final Set<String> STAY = Set.of("Provenance", "AuditEvent", "Patient");

    private final Patients patients;
    private final BagLines lines;
    private final DrugHistory drugs;
    private final PatientKeys keys;
    private final FhirContext fhir;

    PatientMerge(Patients patients, BagLines lines, DrugHistory drugs, PatientKeys keys, FhirContext fhir) {
        this.patients = patients;
        this.lines = lines;
        this.drugs = drugs;
        this.keys = keys;
        this.fhir = fhir;
    }

    /** Whether an entry says that its record is given up for another. */
    public static boolean isGivenUp(Patient said) {
        return said.getLink().stream().anyMatch(link -> link.getType() == LinkType.REPLACEDBY);
    }

    /**
     * @param given the record that is given up, as the message says it
     * @param staying as stored
     */
    public EntryOutcome merge(Patient given, Patient staying, Chart chart) {
        Optional<Patient> stored = patients.find(given, chart);
        String stays = staying.getIdElement().getIdPart();
        if (stored.isPresent() && stored.get().getIdElement().getIdPart().equals(stays)) {
            // Merged before, or never known by another record than the one that stays.
            return EntryOutcome.unchanged(takeOver(given.getIdentifier(), staying, chart));
        }
        if (stored.isEmpty()) {
            // Nobody was known by this number; messages that still use it are meant for the one who stays.
            return EntryOutcome.unchanged(takeOver(given.getIdentifier(), staying, chart));
        }
        Patient old = stored.get();
        Patient retired = old.copy();
        retired.setActive(false);
        retired.getIdentifier().clear();
        retired.addLink().setType(LinkType.REPLACEDBY).setOther(Chart.reference(staying));
        EntryOutcome outcome = EntryOutcome.of(chart.replace(Patient.class, old, retired));
        takeOver(old.getIdentifier(), staying, chart);
        for (Literal referring : chart.referringTo(old)) {
            if (!STAY.contains(referring.type())) {
                point(referring, Chart.literal(old), Chart.literal(staying), chart);
            }
        }
        lines.moved(old.getIdElement().getIdPart(), stays);
        drugs.moved(old.getIdElement().getIdPart(), stays);
        keys.moved(old.getIdElement().getIdPart(), stays);
        return outcome;
    }

    /**
     * Old numbers still find the patient. One patient wears one wristband: where the record that stays has one, that of
     * the other is void from now on, for two that are good could lead the bags of one person to two chairs. Where it
     * has none, the one on the arm stays good.
     */
    private static Patient takeOver(List<Identifier> identifiers, Patient staying, Chart chart) {
        Patient stored =
                chart.read(Patient.class, staying.getIdElement().getIdPart()).orElse(staying);
        Patient next = stored.copy();
        for (Identifier identifier : identifiers) {
            if (next.getIdentifier().stream().noneMatch(own -> Patients.same(own, identifier))) {
                Identifier taken = identifier.copy();
                if (!Terms.WRISTBAND.equals(taken.getSystem()) || wearsOne(next)) {
                    taken.setUse(IdentifierUse.OLD);
                }
                next.addIdentifier(taken);
            }
        }
        return chart.replace(Patient.class, stored, next).resource();
    }

    private static boolean wearsOne(Patient patient) {
        return patient.getIdentifier().stream()
                .anyMatch(identifier ->
                        Terms.WRISTBAND.equals(identifier.getSystem()) && identifier.getUse() != IdentifierUse.OLD);
    }

    private void point(Literal referring, String from, String to, Chart chart) {
        RuntimeResourceDefinition definition = fhir.getResourceDefinition(referring.type());
        point(definition.getImplementingClass().asSubclass(Resource.class), referring.id(), from, to, chart);
    }

    private <T extends Resource> void point(Class<T> type, String id, String from, String to, Chart chart) {
        Optional<T> stored = chart.read(type, id);
        if (stored.isPresent()) {
            T next = type.cast(stored.get().copy());
            for (Reference reference : fhir.newTerser().getAllPopulatedChildElementsOfType(next, Reference.class)) {
                if (from.equals(reference.getReference())) {
                    reference.setReferenceElement(new IdType(to));
                    reference.setResource(null);
                    reference.setReference(to);
                }
            }
            chart.replace(type, stored.get(), next);
        }
    }
}
