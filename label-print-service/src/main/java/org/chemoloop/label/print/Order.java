package org.chemoloop.label.print;

import java.util.UUID;
import org.chemoloop.label.desk.LabelKind;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants printed.
 *
 * @param id chosen by who asks, so that asking again after a lost answer prints nothing twice
 * @param reason needed from the second print on
 */
public record Order(
        UUID id,
        LabelKind kind,
        String code,
        String printer,
        @Nullable String reason,
        String language,
        @Nullable String batch) {}
