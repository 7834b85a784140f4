package org.chemoloop.deployment;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of {@code k8s/}, each document as the type that its API version and kind name. */
final class Manifests {

    private static final String MODEL = "io.fabric8.kubernetes.api.model";

    private Manifests() {}

    /** The folder {@code k8s} of this checkout. */
    static Path folder() {
        return Path.of("").toAbsolutePath().resolveSibling("k8s");
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder())) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("kustomization.yaml"))
                    .sorted()
                    .toList();
        }
    }

    static List<HasMetadata> in(Path file) throws IOException {
        List<HasMetadata> documents = new ArrayList<>();
        for (String document : Files.readString(file).split("(?m)^---$")) {
            documents.add(Serialization.unmarshal(document));
        }
        return documents;
    }

    /** Every property that its type doesn't have, as a path: misspelt, or in the wrong place. */
    static List<String> unknownProperties(Object part) {
        List<String> unknown = new ArrayList<>();
        walk(part, part.getClass().getSimpleName(), unknown);
        return unknown;
    }

    private static void walk(Object part, String path, List<String> unknown) {
        if (part instanceof Collection<?> several) {
            int at = 0;
            for (Object one : several) {
                walk(one, path + "[" + at++ + "]", unknown);
            }
        } else if (part instanceof Map<?, ?> named) {
            named.forEach((name, value) -> walk(value, path + "." + name, unknown));
        } else if (part != null && part.getClass().getName().startsWith(MODEL)) {
            for (Field field : part.getClass().getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                Object value = valueOf(field, part);
                if (!field.getName().equals("additionalProperties")) {
                    walk(value, path + "." + field.getName(), unknown);
                } else if (value instanceof Map<?, ?> surplus) {
                    surplus.keySet().forEach(name -> unknown.add(path + "." + name));
                }
            }
        }
    }

    private static Object valueOf(Field field, Object part) {
        try {
            field.setAccessible(true);
            return field.get(part);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(Arrays.toString(part.getClass().getDeclaredFields()), e);
        }
    }
}
