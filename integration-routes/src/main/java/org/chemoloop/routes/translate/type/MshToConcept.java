package org.chemoloop.routes.translate.type;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.jspecify.annotations.Nullable;

/** MSG (MSH-9) → what happened, as trigger event of HL7 table 0003. */
final class MshToConcept implements Converter {
    @Override
    public @Nullable CodeableConcept convert(Cell cell) {
        String event = cell.header().triggerEvent();
        CodeableConcept concept = new CodeableConcept().setText(cell.header().messageCode() + "^" + event);
        if (!event.isEmpty()) {
            concept.addCoding(
                    CweToCodeableConcept.coding("http://terminology.hl7.org/CodeSystem/v2-0003", event, null));
        }
        return concept;
    }
}
