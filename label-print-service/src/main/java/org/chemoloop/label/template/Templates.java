package org.chemoloop.label.template;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The templates that come with this service, one file per kind and version. */
public final class Templates {
    private static final List<String> CURRENT = List.of("bag-3", "outer-bag-1", "wristband-2", "delivery-1");

    private final Map<String, Template> byKind = new HashMap<>();

    private Templates() {}

    /** A mistake in a template stops the start with its file and place. */
    public static Templates bundled() {
        ObjectMapper json = JsonMapper.builder()
                .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        Templates templates = new Templates();
        for (String name : CURRENT) {
            Template template = read(json, name);
            if (!template.name().equals(name)) {
                throw new IllegalStateException("the file " + name + " says it is " + template.name());
            }
            templates.byKind.put(template.kind(), template);
        }
        return templates;
    }

    /** The current version of a kind of label. */
    public Template of(String kind) {
        Template template = byKind.get(kind);
        if (template == null) {
            throw new IllegalArgumentException("there is no template for " + kind);
        }
        return template;
    }

    private static Template read(ObjectMapper json, String name) {
        String resource = "/templates/" + name + ".json";
        try (InputStream file = Templates.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IOException("it is not in this jar");
            }
            return json.readValue(file, Template.class);
        } catch (IOException wrong) {
            throw new UncheckedIOException("template " + resource + ": " + wrong.getMessage(), wrong);
        }
    }
}
