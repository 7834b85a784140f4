package org.chemoloop.label.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What one search brought back: the matches and what was included with them. */
public final class Resources {
    private static final Pattern LITERAL = Pattern.compile("(?:^|/)([A-Z][A-Za-z]+/[A-Za-z0-9.-]+)(?:/_history/.*)?$");

    private final Map<String, JsonNode> byReference = new LinkedHashMap<>();

    public static Resources ofBundle(JsonNode bundle) {
        Resources resources = new Resources();
        for (JsonNode entry : bundle.path("entry")) {
            resources.add(entry.path("resource"));
        }
        return resources;
    }

    public void add(JsonNode resource) {
        byReference.put(
                resource.path("resourceType").asText() + "/"
                        + resource.path("id").asText(),
                resource);
    }

    public void addAll(Resources more) {
        byReference.putAll(more.byReference);
    }

    public List<JsonNode> all(String type) {
        return byReference.values().stream()
                .filter(resource -> resource.path("resourceType").asText().equals(type))
                .toList();
    }

    /** Found by a Reference that may be absolute or name a version. */
    public Optional<JsonNode> referredTo(JsonNode reference) {
        return Optional.ofNullable(byReference.get(literal(reference)));
    }

    /** {@code Type/id} of a Reference; empty text when it has none. */
    public static String literal(JsonNode reference) {
        Matcher literal = LITERAL.matcher(reference.path("reference").asText());
        return literal.find() ? literal.group(1) : "";
    }

    public static Stream<JsonNode> each(JsonNode array) {
        Stream.Builder<JsonNode> stream = Stream.builder();
        array.forEach(stream::add);
        return stream.build();
    }
}
