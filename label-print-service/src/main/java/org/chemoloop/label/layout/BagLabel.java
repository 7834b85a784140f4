package org.chemoloop.label.layout;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.chemoloop.label.code.BagCode;
import org.jspecify.annotations.Nullable;

/** All that the label of one bag says; times are those of the hospital's clock. */
public record BagLabel(
        BagCode code,
        String centre,
        Patient patient,
        @Nullable String seat,
        @Nullable String route,
        List<Component> components,
        @Nullable String rate,
        @Nullable LocalDateTime plannedAt,
        @Nullable LocalDateTime beyondUse,
        @Nullable String prescriber,
        @Nullable LocalDateTime orderedAt,
        Set<Handling> handling,
        List<String> notes,
        @Nullable String ended) {

    public BagLabel {
        components = List.copyOf(components);
        handling = Set.copyOf(handling);
        notes = List.copyOf(notes);
    }
}
