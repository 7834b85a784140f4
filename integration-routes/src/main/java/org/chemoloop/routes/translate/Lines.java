package org.chemoloop.routes.translate;

import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;

/** Completes a line when all of its segments are read: its content inside it, its dosages each for itself. */
final class Lines {
    private static final String DATA_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private Lines() {}

    /** What is in the bag stands inside the order: two orders never share a bag's content. */
    static void contain(Medication medication, DomainResource order) {
        int hash = "medication".hashCode();
        if (medication.isEmpty()) {
            // R4 wants a medication in every request; a bare cancel names only the order.
            CodeableConcept unknown = new CodeableConcept();
            unknown.addExtension(DATA_ABSENT, new CodeType("unknown"));
            order.setProperty(hash, "medication", unknown);
            return;
        }
        medication.setId("medication");
        order.addContained(medication);
        order.setProperty(hash, "medication", new Reference("#medication"));
    }

    /**
     * Every TQ1 is a dosage of its own and brings timing, conditions and text; how much and by which way is said once
     * and holds for all of them.
     */
    static void completeDosages(MedicationRequest line) {
        List<Dosage> dosages = line.getDosageInstruction();
        for (int i = 0; i < dosages.size() && dosages.size() > 1; i++) {
            Dosage own = dosages.get(i).setSequence(i + 1);
            Dosage first = dosages.get(0).copy();
            if (i > 0) {
                own.setRoute(first.getRoute()).setSite(first.getSite()).setMethod(first.getMethod());
                own.setDoseAndRate(first.getDoseAndRate()).setMaxDosePerPeriod(first.getMaxDosePerPeriod());
                own.setAdditionalInstruction(first.getAdditionalInstruction());
            }
        }
    }
}
