package org.chemoloop.routes.translate.type;

import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** HD, ST → logical Reference to an application or organisation by the name it goes by. */
final class HdToReference implements Converter {
    @Override
    public @Nullable Reference convert(Cell cell) {
        String name = CweToCodeableConcept.firstText(
                cell.value().text(1), cell.value().text(2));
        if (name.isEmpty()) {
            return null;
        }
        Reference reference = new Reference().setDisplay(name);
        String system = cell.system();
        return system == null
                ? reference
                : reference.setIdentifier(
                        new Identifier().setSystem(Terms.sid(system)).setValue(name));
    }
}
