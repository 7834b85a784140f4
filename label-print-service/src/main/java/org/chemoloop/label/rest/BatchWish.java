package org.chemoloop.label.rest;

import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What {@code POST /print-batches} takes. */
@Schema(
        example = "{\"day\":\"2026-11-24\",\"printer\":\"pivas\"}",
        requiredProperties = {"day", "printer"})
public record BatchWish(
        @Nullable LocalDate day,
        @Nullable String printer,
        @Nullable String language) {}
