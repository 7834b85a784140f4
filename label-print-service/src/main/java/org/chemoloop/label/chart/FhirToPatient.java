package org.chemoloop.label.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chemoloop.label.content.Patient;
import org.chemoloop.label.fhir.Resources;
import org.chemoloop.label.fhir.Systems;

/** Patient → the few things of a person that stand on a label; never the resident id. */
final class FhirToPatient {
    private FhirToPatient() {}

    static Patient convert(JsonNode patient) {
        return new Patient(
                name(patient).orElse(null),
                sex(patient.path("gender").asText()),
                FhirToTime.date(patient.path("birthDate")).orElse(null),
                number(patient).orElse(null));
    }

    /** A name in Chinese characters before one in letters. */
    static Optional<String> name(JsonNode person) {
        return Resources.each(person.path("name"))
                .filter(name -> !name.path("use").asText().equals("old"))
                .map(FhirToPatient::written)
                .filter(name -> !name.isBlank())
                .min((one, other) -> Boolean.compare(!isChinese(one), !isChinese(other)));
    }

    static Optional<String> number(JsonNode patient) {
        return Resources.each(patient.path("identifier"))
                .filter(identifier -> identifier.path("system").asText().equals(Systems.OUTPATIENT_NUMBER))
                .filter(identifier -> !identifier.path("use").asText().equals("old"))
                .map(identifier -> identifier.path("value").asText())
                .findFirst();
    }

    private static String written(JsonNode name) {
        if (name.hasNonNull("text")) {
            return name.path("text").asText();
        }
        String family = name.path("family").asText("");
        String given = Resources.each(name.path("given")).map(JsonNode::asText).collect(Collectors.joining(" "));
        return isChinese(family) ? family + given.replace(" ", "") : (given + " " + family).strip();
    }

    private static boolean isChinese(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic);
    }

    private static String sex(String gender) {
        return Set.of("male", "female", "other").contains(gender) ? gender : "unknown";
    }
}
