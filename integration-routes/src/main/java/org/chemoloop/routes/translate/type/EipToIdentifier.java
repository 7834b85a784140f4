package org.chemoloop.routes.translate.type;

import org.hl7.fhir.r4.model.Identifier;
import org.jspecify.annotations.Nullable;

/** EIP → Identifier of another order: by the placer's number, or by the filler's where only that is known. */
final class EipToIdentifier implements Converter {
    @Override
    public @Nullable Identifier convert(Cell cell) {
        String placer = cell.value().part(1).text(1);
        String filler = cell.value().part(2).text(1);
        if (!placer.isEmpty()) {
            return new Identifier().setSystem(Terms.sid("placer-order")).setValue(placer);
        }
        return filler.isEmpty()
                ? null
                : new Identifier().setSystem(Terms.sid("filler-order")).setValue(filler);
    }
}
