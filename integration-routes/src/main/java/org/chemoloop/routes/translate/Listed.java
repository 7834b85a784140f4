package org.chemoloop.routes.translate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;
import org.jspecify.annotations.Nullable;

/** The elements of a list while a field with repetitions goes into it: each stands there once. */
final class Listed {
    /** Up to so many are compared with each other sooner than they are hashed. */
    private static final int FEW = 16;

    private final List<Base> present;
    private @Nullable Map<Integer, List<Base>> byContent;

    Listed(List<Base> present) {
        this.present = new ArrayList<>(present);
    }

    /** Whether it has an element of that very content. */
    boolean has(Base value) {
        List<Base> candidates = present;
        if (present.size() > FEW) {
            candidates = hashed().getOrDefault(hash(value), List.of());
        }
        for (Base candidate : candidates) {
            if (says(candidate, value)) {
                return true;
            }
        }
        return false;
    }

    void add(Base value) {
        present.add(value);
        if (byContent != null) {
            byContent.computeIfAbsent(hash(value), hash -> new ArrayList<>(1)).add(value);
        }
    }

    private Map<Integer, List<Base>> hashed() {
        if (byContent == null) {
            Map<Integer, List<Base>> all = new HashMap<>();
            present.forEach(one ->
                    all.computeIfAbsent(hash(one), hash -> new ArrayList<>(1)).add(one));
            byContent = all;
        }
        return byContent;
    }

    /** A code is kept as a value of its enumeration, which is another class. */
    private static boolean says(Base one, Base other) {
        return one.isPrimitive() && other.isPrimitive() && one.primitiveValue() != null
                ? Objects.equals(one.primitiveValue(), other.primitiveValue())
                : one.equalsDeep(other);
    }

    private static int hash(Base value) {
        if (value.isPrimitive()) {
            return Objects.hashCode(value.primitiveValue());
        }
        int hash = 0;
        for (Property property : value.children()) {
            for (Base child : property.getValues()) {
                hash = 31 * hash + property.getName().hashCode() + hash(child);
            }
        }
        return hash;
    }
}
