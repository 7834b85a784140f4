package org.chemoloop.routes.translate.type;

import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.jspecify.annotations.Nullable;

/** ID → boolean by a table that says true and false. */
final class IdToBoolean implements Converter {
    private static final CweToCode CODE = new CweToCode();

    @Override
    public @Nullable BooleanType convert(Cell cell) {
        CodeType code = CODE.convert(cell);
        return code == null ? null : new BooleanType(code.getValue());
    }
}
