package org.chemoloop.routes.translate.type;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.jspecify.annotations.Nullable;

/** ST → CodeableConcept: words that are no code. */
final class StToConcept implements Converter {
    @Override
    public @Nullable CodeableConcept convert(Cell cell) {
        String text = cell.value().wholeText();
        return text.isEmpty() ? null : new CodeableConcept().setText(text);
    }
}
