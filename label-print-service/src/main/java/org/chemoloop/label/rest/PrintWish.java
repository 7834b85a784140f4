package org.chemoloop.label.rest;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What {@code POST /print-jobs} takes. */
@Schema(
        example = "{\"kind\":\"bag\",\"code\":\"800000000044\",\"printer\":\"pivas\",\"reason\":\"标签破损\"}",
        requiredProperties = {"kind", "code", "printer"})
public record PrintWish(
        @Schema(description = "Chosen by the caller, so that asking again prints nothing twice") @Nullable
        UUID id,

        @Schema(description = "bag, outer-bag, wristband or delivery") @Nullable
        String kind,

        @Schema(description = "Twelve digits, or the number of a batch") @Nullable
        String code,

        @Nullable String printer,

        @Schema(description = "Needed from the second print on") @Nullable
        String reason,

        @Schema(description = "zh or en", defaultValue = "zh") @Nullable
        String language) {}
