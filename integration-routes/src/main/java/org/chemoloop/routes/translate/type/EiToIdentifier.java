package org.chemoloop.routes.translate.type;

import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** EI, EIP, CX, ST → Identifier in the system that the row names. */
final class EiToIdentifier implements Converter {
    @Override
    public @Nullable Identifier convert(Cell cell) {
        // EIP carries the placer's EI in its first component.
        String value = cell.value().part(1).text(1);
        String system = cell.system();
        if (value.isEmpty() || system == null) {
            return null;
        }
        Identifier identifier = new Identifier().setSystem(Terms.sid(system)).setValue(value);
        String authority = CweToCodeableConcept.firstText(
                cell.value().part(1).text(2), cell.value().part(2).text(1));
        if (!authority.isEmpty()) {
            identifier.setAssigner(new Reference().setDisplay(authority));
        }
        return identifier;
    }
}
