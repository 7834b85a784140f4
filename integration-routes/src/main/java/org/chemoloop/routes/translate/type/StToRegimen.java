package org.chemoloop.routes.translate.type;

import org.hl7.fhir.r4.model.CanonicalType;
import org.jspecify.annotations.Nullable;

/** The code of a regimen → the definition of it in the hospital's library. */
final class StToRegimen implements Converter {
    @Override
    public @Nullable CanonicalType convert(Cell cell) {
        String code = cell.value().wholeText().strip();
        return code.isEmpty() ? null : new CanonicalType(Terms.BASE + "/PlanDefinition/" + code);
    }
}
