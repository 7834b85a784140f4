package org.chemoloop.fhir.timeline;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chemoloop.fhir.order.Terms;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;

/** The kept messages of a day, translated once more: what each says of bags and lines. */
final class KeptMessages {

    private final Map<String, Bundle> byName;

    KeptMessages(List<Bundle> translated) {
        byName = translated.stream()
                .collect(Collectors.toMap(
                        bundle -> bundle.getIdentifier().getValue(), Function.identity(), (one, again) -> one));
    }

    /** A step that a message tells of a bag. */
    record Report(String message, String bag, String step) {}

    int count() {
        return byName.size();
    }

    boolean has(String message) {
        return byName.containsKey(message);
    }

    /** Whether the message, which is kept, may have told that step: the PIVAS names it, an order does not. */
    boolean tells(String message, String bag, String step) {
        Set<Report> reports = new HashSet<>(reports(message).toList());
        return reports.isEmpty() || reports.contains(new Report(message, bag, step));
    }

    List<Report> reports() {
        return byName.keySet().stream().flatMap(this::reports).toList();
    }

    private Stream<Report> reports(String message) {
        return resources(message, MedicationDispense.class)
                .filter(step -> step.hasExtension(Terms.LOOP_STEP))
                .flatMap(step -> Terms.identifier(step.getIdentifier(), Terms.BAG).stream()
                        .map(bag -> new Report(
                                message,
                                "bag-" + bag.getValue(),
                                step.getExtensionByUrl(Terms.LOOP_STEP)
                                        .getValue()
                                        .primitiveValue())));
    }

    /** The numbers of the lines that were ordered, with the message that ordered them. */
    Map<Identifier, String> ordered() {
        return byName.keySet().stream()
                .flatMap(message -> resources(message, MedicationRequest.class)
                        .filter(KeptMessages::isNew)
                        .flatMap(line -> number(line).stream().map(number -> Map.entry(number, message))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, again) -> one));
    }

    private static boolean isNew(MedicationRequest line) {
        return line.hasExtension(Terms.ORDER_CONTROL)
                && "NW"
                        .equals(line.getExtensionByUrl(Terms.ORDER_CONTROL)
                                .getValue()
                                .primitiveValue());
    }

    private static Optional<Identifier> number(MedicationRequest line) {
        return Terms.identifier(line.getIdentifier(), Terms.PLACER_ORDER)
                .or(() -> Terms.identifier(line.getIdentifier(), Terms.FILLER_ORDER));
    }

    private <T> Stream<T> resources(String message, Class<T> type) {
        Bundle bundle = byName.get(message);
        return bundle == null
                ? Stream.empty()
                : bundle.getEntry().stream()
                        .map(BundleEntryComponent::getResource)
                        .filter(type::isInstance)
                        .map(type::cast);
    }
}
