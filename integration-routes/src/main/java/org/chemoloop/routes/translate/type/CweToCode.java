package org.chemoloop.routes.translate.type;

import org.hl7.fhir.r4.model.CodeType;
import org.jspecify.annotations.Nullable;

/** ID, IS, CWE → code, through a table where the row names one. */
final class CweToCode implements Converter {
    @Override
    public @Nullable CodeType convert(Cell cell) {
        CodeTable table = cell.table();
        String sent = CweToCodeableConcept.firstText(
                cell.value().text(1), cell.value().text(2));
        if (sent.isEmpty()) {
            return null;
        }
        if (table == null) {
            return new CodeType(sent);
        }
        CodeTable.Entry entry = table.find(cell.value());
        if (entry == null) {
            entry = CweToCodeableConcept.otherwise(cell, table);
            if (entry == null) {
                boolean kept = table.otherwise() == CodeTable.Otherwise.KEEP
                        || table.otherwise() == CodeTable.Otherwise.KEEP_QUIETLY;
                return kept ? new CodeType(sent) : null;
            }
        }
        return entry.code() == null ? null : new CodeType(entry.code());
    }
}
