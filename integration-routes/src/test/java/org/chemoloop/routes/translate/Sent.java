package org.chemoloop.routes.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Resource;

/** A message as a HIS would send it, and what became of it. */
final class Sent {
    static final String PID = "PID|1||M12193215^^^HIS^MR||测试^甲||19620617|M";
    static final String PV1 = "PV1|1|O|日间化疗中心^^^HOSPITAL||||D0001^医生^乙||||||||||||V1";

    private final Translation translation;

    private Sent(Translation translation) {
        this.translation = translation;
    }

    /** A whole message; lines are segments. */
    static Sent message(String... segments) {
        return message(Maps.translator(), segments);
    }

    static Sent message(Translator translator, String... segments) {
        try {
            return new Sent(translator.translate(Hl7Message.parse(String.join("\r", segments))));
        } catch (UnreadableMessageException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Sent of(Translation translation) {
        return new Sent(translation);
    }

    /** An RDE^O11 of the usual patient. */
    static Sent rde(String... segments) {
        return orders("RDE^O11", "2.5", segments);
    }

    static Sent orders(String type, String version, String... segments) {
        return message(with(new String[] {msh(type, version), PID, PV1}, segments));
    }

    static String msh(String type, String version) {
        return "MSH|^~\\&|HIS|HOSPITAL|CHEMOLOOP|DAYCHEMO|20261124080000||" + type + "|C1|P|" + version
                + "||||||UNICODE UTF-8";
    }

    static String[] with(String[] head, String... rest) {
        return Stream.concat(Arrays.stream(head), Arrays.stream(rest)).toArray(String[]::new);
    }

    Bundle bundle() {
        assertThat(findings()).as("findings").noneMatch(Finding::isError);
        return ((Translation.Translated) translation).bundle();
    }

    Translation translation() {
        return translation;
    }

    List<OrderEntry> orderEntries() {
        return ((Translation.Translated) translation).orders();
    }

    List<Finding> findings() {
        return translation.fold(Translation.Translated::warnings, Translation.Refused::findings);
    }

    /** E.g. {@code AE 102 RXC^1^3^1^1}. */
    List<String> complaints() {
        return findings().stream()
                .map(finding -> finding.ack() + " " + finding.code() + " " + finding.location())
                .toList();
    }

    <T extends Resource> List<T> all(Class<T> type) {
        return bundle().getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    <T extends Resource> T only(Class<T> type) {
        List<T> found = all(type);
        assertThat(found).as("one " + type.getSimpleName()).hasSize(1);
        return found.get(0);
    }

    List<MedicationRequest> lines() {
        return all(MedicationRequest.class);
    }

    MedicationRequest line() {
        return only(MedicationRequest.class);
    }

    /** What is in a line, e.g. {@code NS250 250 mL base}. */
    static List<String> content(MedicationRequest line) {
        return medication(line).getIngredient().stream()
                .map(ingredient ->
                        ingredient.getItemCodeableConcept().getCodingFirstRep().getCode() + " "
                                + ingredient.getStrength().getNumerator().getValue() + " "
                                + ingredient.getStrength().getNumerator().getUnit()
                                + (ingredient.getIsActive() ? "" : " base"))
                .toList();
    }

    static Medication medication(MedicationRequest line) {
        return (Medication) line.getContained().get(0);
    }

    static String placer(MedicationRequest line) {
        return line.getIdentifierFirstRep().getValue();
    }
}
