package org.chemoloop.routes.translate.type;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The canonical addresses of our identifier systems, code systems and extensions. */
public final class Terms {
    public static final String BASE = "https://chemoloop.org/fhir";
    public static final String UCUM = "http://unitsofmeasure.org";

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
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}._-]+", "-");
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
        if (name.matches("HL7\\d{4}")) {
            return "http://terminology.hl7.org/CodeSystem/v2-" + name.substring(3);
        }
        if (name.startsWith("http://") || name.startsWith("https://") || name.startsWith("urn:")) {
            return name;
        }
        return name.matches("\\d+(\\.\\d+)+") ? "urn:oid:" + name : codeSystem(slug(name));
    }
}
