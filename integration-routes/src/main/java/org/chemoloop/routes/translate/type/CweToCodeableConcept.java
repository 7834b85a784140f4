package org.chemoloop.routes.translate.type;

import org.chemoloop.routes.translate.Finding;
import org.chemoloop.routes.translate.Value;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;

/** CWE, CE, IS → CodeableConcept; the sender's own coding stays beside the one from the table. */
final class CweToCodeableConcept implements Converter {
    static final String SYSTEMS = "coding-systems";

    /** Where a code stands, the version of its system, and the OID that newer senders put in place of its name. */
    private record Triplet(int code, int version, int oid) {}

    private static final Triplet FIRST = new Triplet(1, 7, 14);
    private static final Triplet ALTERNATE = new Triplet(4, 8, 17);
    private static final Triplet SECOND_ALTERNATE = new Triplet(10, 13, 20);

    @Override
    public @Nullable CodeableConcept convert(Cell cell) {
        Value cwe = cell.value();
        CodeableConcept concept = new CodeableConcept();
        CodeTable table = cell.table();
        if (table != null && table.contradicts(cwe)) {
            cell.wrong(
                    Finding.TABLE_VALUE,
                    cell.name() + " is \"" + cwe.wholeText()
                            + "\": identifier and text mean different things in table " + table.name()
                            + ": correct one of them.");
            return null;
        }
        CodeTable.Entry entry = table == null ? null : table.find(cwe);
        if (table != null && entry == null) {
            entry = otherwise(cell, table);
            if (entry == null
                    && table.otherwise() != CodeTable.Otherwise.KEEP
                    && table.otherwise() != CodeTable.Otherwise.KEEP_QUIETLY) {
                return null;
            }
        }
        if (entry != null && entry.code() != null) {
            concept.addCoding(coding(entry.system(), entry.code(), entry.display()));
        }
        CodeTable systems = cell.table(SYSTEMS);
        addCoding(concept, cwe, FIRST, systems);
        addCoding(concept, cwe, ALTERNATE, systems);
        addCoding(concept, cwe, SECOND_ALTERNATE, systems);
        if (table != null && entry == null) {
            withoutSystem(concept, table.system());
        }
        boolean shown = concept.getCoding().stream().anyMatch(Coding::hasDisplay);
        String text = firstText(cwe.words(9), cwe.words(2), cwe.words(5), cwe.words(11), shown ? "" : cwe.words(1));
        if (!text.isEmpty()) {
            concept.setText(text);
        }
        return concept.isEmpty() ? null : concept;
    }

    /** A code that the table does not have is no code of its system, whatever the sender says. */
    private static void withoutSystem(CodeableConcept concept, @Nullable String system) {
        for (Coding coding : concept.getCoding()) {
            if (system != null && system.equals(coding.getSystem())) {
                coding.setSystem(null);
            }
        }
    }

    /** The fallback entry, or nothing after having said what is wrong with the code. */
    static CodeTable.@Nullable Entry otherwise(Cell cell, CodeTable table) {
        String sent = firstText(cell.value().text(1), cell.value().text(2));
        String sentence = cell.name() + " is \"" + sent + "\", which table " + table.name() + " does not know";
        String consequence = switch (table.otherwise()) {
            case REFUSE -> ": send one of its codes.";
            case KEEP -> ": it is kept as text.";
            case LEAVE_OUT -> ": it is left out.";
            case USE -> ".";
            case KEEP_QUIETLY -> "";
        };
        if (!consequence.isEmpty()) {
            cell.unknown(
                    table,
                    sent,
                    cell.value().words(2),
                    table.otherwise() == CodeTable.Otherwise.REFUSE,
                    sentence + consequence);
        }
        return table.fallback();
    }

    private static void addCoding(CodeableConcept concept, Value cwe, Triplet at, CodeTable systems) {
        String code = cwe.text(at.code);
        String display = cwe.words(at.code + 1);
        if (code.isEmpty()) {
            return;
        }
        String name = cwe.text(at.code + 2);
        String system = Terms.codingSystem(name.isEmpty() ? cwe.text(at.oid) : name, systems);
        for (Coding present : concept.getCoding()) {
            if (code.equals(present.getCode()) && (system == null || system.equals(present.getSystem()))) {
                return;
            }
        }
        Coding coding = coding(system, code, display.isEmpty() ? null : display);
        String version = cwe.text(at.version);
        if (!version.isEmpty()) {
            coding.setVersion(version);
        }
        concept.addCoding(coding);
    }

    static Coding coding(@Nullable String system, String code, @Nullable String display) {
        // The setters of the model take null as "not there".
        Coding coding = new Coding().setCode(code);
        if (system != null) {
            coding.setSystem(system);
        }
        if (display != null) {
            coding.setDisplay(display);
        }
        return coding;
    }

    static String firstText(String... candidates) {
        for (String candidate : candidates) {
            if (!candidate.isEmpty()) {
                return candidate;
            }
        }
        return "";
    }
}
