package org.chemoloop.routes.announce;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chemoloop.routes.answer.SegmentWriter;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;

/** The fields of one segment by their number in HL7, from values as FHIR has them. */
final class Fields {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx");
    private static final SegmentWriter TEXT = SegmentWriter.usual();
    private static final String CODE_SYSTEM = "https://chemoloop.org/fhir/CodeSystem/";
    private static final String V2 = "http://terminology.hl7.org/CodeSystem/v2-";
    private static final String UCUM = "http://unitsofmeasure.org";

    private final String name;
    private final ZoneId zone;
    private final TreeMap<Integer, String> byNumber = new TreeMap<>();

    Fields(String name, ZoneId zone) {
        this.name = name;
        this.zone = zone;
    }

    /** A value that is encoded already. */
    Fields raw(int number, String encoded) {
        byNumber.put(number, encoded);
        return this;
    }

    Fields text(int number, @Nullable String text) {
        return raw(number, TEXT.escaped(text == null ? "" : text));
    }

    Fields text(int number, Optional<String> text) {
        return text(number, text.orElse(""));
    }

    Fields components(int number, String... parts) {
        return raw(number, joined(parts));
    }

    Fields time(int number, @Nullable Date time) {
        return time == null ? this : time(number, time.toInstant());
    }

    Fields time(int number, Instant time) {
        return raw(number, TIME.format(time.atZone(zone)));
    }

    /** A time inside a field of several components. */
    String formatted(@Nullable Date time) {
        return time == null ? "" : TIME.format(time.toInstant().atZone(zone));
    }

    Fields number(int number, @Nullable BigDecimal value) {
        return raw(number, value == null ? "" : value.toPlainString());
    }

    Fields concept(int number, CodeableConcept concept) {
        return raw(number, encoded(concept));
    }

    Fields concepts(int number, List<CodeableConcept> concepts) {
        return raw(number, concepts.stream().map(Fields::encoded).collect(Collectors.joining("~")));
    }

    /** Amount and unit in two fields. */
    Fields quantity(int value, int unit, @Nullable Quantity quantity) {
        return quantity == null ? this : number(value, quantity.getValue()).raw(unit, unit(quantity));
    }

    void writeTo(SegmentWriter message) {
        String[] all = new String[byNumber.isEmpty() ? 0 : byNumber.lastKey()];
        for (int i = 0; i < all.length; i++) {
            all[i] = byNumber.getOrDefault(i + 1, "");
        }
        message.add(name, all);
    }

    /** Components of a field without empty ones at the end. */
    static String joined(String... parts) {
        int last = parts.length;
        while (last > 0 && parts[last - 1].isEmpty()) {
            last--;
        }
        String[] used = new String[last];
        System.arraycopy(parts, 0, used, 0, last);
        return TEXT.components(used);
    }

    static String unit(Quantity quantity) {
        String text = orEmpty(quantity.getUnit());
        String code = orEmpty(quantity.getCode());
        if (code.isEmpty()) {
            return joined(text, text);
        }
        return joined(code, text.isEmpty() ? code : text, systemName(quantity.getSystem()));
    }

    /** The hospital's own coding first: it is the one the receiver knows. */
    static String encoded(CodeableConcept concept) {
        Coding coding = concept.getCoding().stream()
                .filter(candidate -> orEmpty(candidate.getSystem()).startsWith(CODE_SYSTEM))
                .findFirst()
                .orElse(concept.getCodingFirstRep());
        String text = concept.hasText() ? concept.getText() : orEmpty(coding.getDisplay());
        if (!coding.hasCode()) {
            return joined("", text);
        }
        return joined(orEmpty(coding.getCode()), text, systemName(coding.getSystem()));
    }

    /** The name of a code system in HL7 table 0396, or the one by which the hospital calls it. */
    private static String systemName(@Nullable String system) {
        String known = orEmpty(system);
        if (known.equals(CODE_SYSTEM + "hospital-drug")) {
            return "HISDRUG";
        }
        if (known.equals(UCUM)) {
            return "UCUM";
        }
        if (known.startsWith(V2)) {
            return "HL7" + known.substring(V2.length());
        }
        return known.startsWith(CODE_SYSTEM)
                ? known.substring(CODE_SYSTEM.length()).toUpperCase(Locale.ROOT)
                : known;
    }

    /** XPN, and the name inside an XCN: family and given name, or the whole name as family name. */
    static String[] name(HumanName name) {
        return name.hasFamily()
                ? new String[] {name.getFamily(), name.getGivenAsSingleString()}
                : new String[] {orEmpty(name.getText()), ""};
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    static byte[] bytes(SegmentWriter message) {
        return message.toString().getBytes(UTF_8);
    }
}
