package org.chemoloop.routes.translate.type;

import org.chemoloop.routes.translate.Value;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** XCN → logical Reference to a person: identifier in the system that the row names, and the name for display. */
final class XcnToReference implements Converter {
    @Override
    public @Nullable Reference convert(Cell cell) {
        Value xcn = cell.value();
        String id = xcn.text(1);
        String display = XpnToHumanName.display(xcn.text(2), xcn.text(3), xcn.text(4));
        Reference reference = new Reference();
        String system = cell.system();
        if (!id.isEmpty() && system != null) {
            reference.setIdentifier(
                    new Identifier().setSystem(Terms.sid(system)).setValue(id));
        }
        if (!display.isEmpty()) {
            reference.setDisplay(display);
        }
        return reference.isEmpty() ? null : reference;
    }
}
