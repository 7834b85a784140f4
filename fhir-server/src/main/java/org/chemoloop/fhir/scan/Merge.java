package org.chemoloop.fhir.scan;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** Lays what a device said over what is stored: what it left out stays, what it may not decide is ignored. */
@Component
class Merge {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Lists that grow: nobody takes back a note. */
    private static final Set<String> GROWING = Set.of("note", "extension");

    private final FhirContext fhir;

    Merge(FhirContext fhir) {
        this.fhir = fhir;
    }

    /** @param ours the elements that the server decides */
    <T extends Resource> T onto(T stored, T said, Set<String> ours) {
        ObjectNode result = tree(stored);
        tree(said).fields().forEachRemaining(field -> {
            String name = field.getKey().startsWith("_") ? field.getKey().substring(1) : field.getKey();
            if (!ours.contains(name)) {
                dropOtherChoice(result, name);
                lay(result, field.getKey(), field.getValue());
            }
        });
        @SuppressWarnings("unchecked") // same class in, same class out
        Class<T> type = (Class<T>) stored.getClass();
        return fhir.newJsonParser().parseResource(type, result.toString());
    }

    /** {@code statusReasonReference} makes way for {@code statusReasonCodeableConcept} and the other way round. */
    private static void dropOtherChoice(ObjectNode stored, String name) {
        if (name.startsWith("statusReason")) {
            stored.remove(name.endsWith("Reference") ? "statusReasonCodeableConcept" : "statusReasonReference");
        }
    }

    private static void lay(ObjectNode stored, String name, JsonNode said) {
        JsonNode before = stored.get(name);
        if (before instanceof ObjectNode object && said instanceof ObjectNode more) {
            more.fields().forEachRemaining(field -> lay(object, field.getKey(), field.getValue()));
        } else if (GROWING.contains(name) && before instanceof ArrayNode list && said instanceof ArrayNode more) {
            more.forEach(element -> addNew(list, element));
        } else {
            stored.set(name, said);
        }
    }

    private static void addNew(ArrayNode list, JsonNode element) {
        for (JsonNode existing : list) {
            if (existing.equals(element)) {
                return;
            }
        }
        list.add(element);
    }

    private ObjectNode tree(Resource resource) {
        try {
            return (ObjectNode) JSON.readTree(fhir.newJsonParser().encodeResourceToString(resource));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("HAPI wrote no JSON", e);
        }
    }
}
