package org.chemoloop.routes.announce;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationRequest;

/** Names a prescription line to the HIS by the numbers of the HIS (ORC). */
final class OrderOfHis {
    private OrderOfHis() {}

    /** ORC-1 SC: the status of your order has changed. */
    static Fields orc(Opening opening, MedicationRequest line) {
        return opening.segment("ORC")
                .text(1, "SC")
                .raw(2, entity(line, "placer-order"))
                .raw(3, entity(line, "filler-order"))
                .raw(4, OrderToPivas.entity(line.getGroupIdentifier()));
    }

    private static String entity(MedicationRequest line, String name) {
        return line.getIdentifier().stream()
                .filter(identifier -> (LoopEvent.SID + name).equals(identifier.getSystem()))
                .filter(Identifier::hasValue)
                .findFirst()
                .map(OrderToPivas::entity)
                .orElse("");
    }

    static String words(CodeableConcept concept) {
        if (concept.hasText()) {
            return concept.getText();
        }
        Coding coding = concept.getCodingFirstRep();
        return coding.hasDisplay() ? coding.getDisplay() : Fields.orEmpty(coding.getCode());
    }
}
