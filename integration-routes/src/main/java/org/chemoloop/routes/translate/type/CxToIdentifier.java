package org.chemoloop.routes.translate.type;

import org.chemoloop.routes.translate.Hl7Message;
import org.chemoloop.routes.translate.Value;
import org.hl7.fhir.r4.model.Identifier;
import org.jspecify.annotations.Nullable;

/** CX → Identifier of a patient: the system follows from the type (CX.5) and the assigning authority (CX.4). */
final class CxToIdentifier implements Converter {
    static final String OUTPATIENT_NUMBER = "outpatient-number";

    @Override
    public @Nullable Identifier convert(Cell cell) {
        String value = cell.value().text(1);
        if (value.isEmpty()) {
            return null;
        }
        String given = cell.system();
        String system = given != null ? given : system(cell.value(), cell.header(), cell);
        return new Identifier().setSystem(Terms.sid(system)).setValue(value);
    }

    private static String system(Value cx, Hl7Message.Header header, Cell cell) {
        String type = cx.text(5);
        // HD: a name, or a universal id that says of which kind it is.
        String name = cx.part(4).text(1);
        String authority = name.isEmpty() ? cx.part(4).text(2) : name;
        CodeTable.Entry byType = cell.table("identifier-type").find(type);
        if (byType != null && byType.code() != null) {
            return byType.code();
        }
        CodeTable.Entry byAuthority = cell.table("identifier-authority").find(authority);
        boolean own = authority.isEmpty()
                || byAuthority != null
                || authority.equals(header.sendingApplication())
                || authority.equals(header.sendingFacility());
        if (!own) {
            return name.isEmpty() ? Terms.universal(authority, cx.part(4).text(3)) : Terms.slug(authority);
        }
        // A driving licence that the HIS itself keeps must not become an outpatient number.
        if (byType == null && !type.isEmpty()) {
            return Terms.slug(type);
        }
        return byAuthority != null && byAuthority.code() != null ? byAuthority.code() : OUTPATIENT_NUMBER;
    }
}
