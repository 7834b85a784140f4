package org.chemoloop.routes.translate.type;

import org.chemoloop.routes.translate.Segment;
import org.hl7.fhir.r4.model.Base;
import org.jspecify.annotations.Nullable;

/** Turns one HL7 value into one FHIR element. */
@FunctionalInterface
public interface Converter {
    /** Nothing when there is nothing to say; what is wrong with the value goes to {@link Cell#wrong}. */
    @Nullable
    Base convert(Cell cell);

    /** Whether it completes an element that another row began, instead of making one of its own. */
    default boolean completes() {
        return false;
    }

    /** Whether it gathers all repetitions of the field into one element. */
    default boolean collects() {
        return false;
    }

    /** Whether the repetitions of the field are the lines of one text. */
    default boolean joins(Segment segment) {
        return false;
    }
}
