package org.chemoloop.routes.translate.type;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationPerformerComponent;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** XCN of RXA-10 → performer of an administration: the first gives it, every further one is a witness. */
final class XcnToPerformer implements Converter {
    private static final String FUNCTION = "http://terminology.hl7.org/CodeSystem/med-admin-perform-function";

    @Override
    public @Nullable MedicationAdministrationPerformerComponent convert(Cell cell) {
        String user = cell.value().text(1);
        if (user.isEmpty()) {
            return null;
        }
        Reference actor = new Reference()
                .setIdentifier(new Identifier().setSystem(Terms.sid("user")).setValue(user));
        String name = XpnToHumanName.display(
                cell.value().text(2), cell.value().text(3), cell.value().text(4));
        if (!name.isEmpty()) {
            actor.setDisplay(name);
        }
        String function = cell.begun() == null ? "performer" : "witness";
        return new MedicationAdministrationPerformerComponent(actor)
                .setFunction(new CodeableConcept().addCoding(new Coding(FUNCTION, function, null)));
    }
}
