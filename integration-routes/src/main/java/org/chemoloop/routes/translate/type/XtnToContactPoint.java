package org.chemoloop.routes.translate.type;

import org.chemoloop.routes.translate.Value;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.jspecify.annotations.Nullable;

/** XTN → ContactPoint: the number as written, or put together from its parts. */
final class XtnToContactPoint implements Converter {
    @Override
    public @Nullable ContactPoint convert(Cell cell) {
        Value xtn = cell.value();
        String mail = xtn.text(4);
        String number = CweToCodeableConcept.firstText(
                xtn.text(1),
                xtn.text(12),
                String.join(" ", xtn.text(5), xtn.text(6), xtn.text(7)).strip());
        if (number.isEmpty() && mail.isEmpty()) {
            return null;
        }
        ContactPoint point = new ContactPoint();
        point.setSystem(number.isEmpty() ? ContactPointSystem.EMAIL : ContactPointSystem.PHONE);
        point.setValue(number.isEmpty() ? mail : number);
        CodeTable.Entry use = cell.table("HL70201-telecommunication-use").find(xtn.text(2));
        CodeTable.Entry equipment =
                cell.table("HL70202-telecommunication-equipment").find(xtn.text(3));
        if (equipment != null && equipment.code() != null) {
            point.setSystem(ContactPointSystem.fromCode(equipment.code()));
        }
        String useCode = equipment != null && equipment.more().containsKey("use")
                ? equipment.more().get("use")
                : use != null ? use.code() : cell.system();
        if (useCode != null) {
            point.setUse(ContactPointUse.fromCode(useCode));
        }
        return point;
    }
}
