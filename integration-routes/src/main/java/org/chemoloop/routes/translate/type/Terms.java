package org.chemoloop.routes.translate.type;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The canonical addresses of our identifier systems, code systems and extensions. */
public final class Terms {
    public static final String BASE = "https://chemoloop.org/fhir";
    public static final String UCUM = "http://unitsofmeasure.org";

    private static final Pattern HL7_TABLE = Pattern.compile("HL7\\d{4}");
    private static final Pattern OID = Pattern.compile("\\d+(\\.\\d+)+");
    private static final Pattern NO_SLUG = Pattern.compile("[^\\p{L}\\p{N}._-]+");

    private Terms() {}

    public static String sid(String name) {
        return name.contains(":") ? name : BASE + "/sid/" + name;
    }

    public static String codeSystem(String name) {
        return BASE + "/CodeSystem/" + name;
    }

    public static String extension(String name) {
        return name.contains(":") ? name : BASE + "/StructureDefinition/" + name;
    }

    /** A sender's own name for a system as the last part of a canonical address. */
    static String slug(String name) {
        return NO_SLUG.matcher(name.strip().toLowerCase(Locale.ROOT)).replaceAll("-");
    }

    /** A universal id (HD.2) of the kind that HD.3 names, as the address of a system. */
    static String universal(String id, String kind) {
        return switch (kind.toUpperCase(Locale.ROOT)) {
            case "ISO" -> "urn:oid:" + id;
            case "UUID", "GUID" -> "urn:uuid:" + id.toLowerCase(Locale.ROOT);
            case "URI", "URL" -> id;
            default -> slug(id);
        };
    }

    /** The system behind a coding system name (HL7 table 0396): by table, by rule for HL7nnnn, else one of ours. */
    static @Nullable String codingSystem(String name, CodeTable codingSystems) {
        if (name.isEmpty()) {
            return null;
        }
        CodeTable.Entry entry = codingSystems.find(name);
        if (entry != null) {
            return entry.code();
        }
        if (HL7_TABLE.matcher(name).matches()) {
            return "http://terminology.hl7.org/CodeSystem/v2-" + name.substring(3);
        }
        if (name.startsWith("http://") || name.startsWith("https://") || name.startsWith("urn:")) {
            return name;
        }
        return OID.matcher(name).matches() ? "urn:oid:" + name : codeSystem(slug(name));
    }
}
