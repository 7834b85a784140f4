package org.chemoloop.routes.translate.type;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;

/** CWE, IS → Coding: the first coding of the concept. */
final class CweToCoding implements Converter {
    private static final CweToCodeableConcept CONCEPT = new CweToCodeableConcept();

    @Override
    public @Nullable Coding convert(Cell cell) {
        CodeableConcept concept = CONCEPT.convert(cell);
        return concept == null || concept.getCoding().isEmpty() ? null : concept.getCodingFirstRep();
    }
}
