package org.chemoloop.routes.translate;

import java.util.List;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Bundle;

/** The outcome of translating one message: a Bundle, or the reasons why there is none. */
public sealed interface Translation {
    /** A transaction Bundle; {@code orders} in the order of the message, warnings for the answer. */
    record Translated(Bundle bundle, List<OrderEntry> orders, List<Finding> warnings) implements Translation {
        @Override
        public <T> T fold(Function<Translated, T> translated, Function<Refused, T> refused) {
            return translated.apply(this);
        }
    }

    /** Nothing is stored; the first finding decides the acknowledgment code. */
    record Refused(List<Finding> findings) implements Translation {
        @Override
        public <T> T fold(Function<Translated, T> translated, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }

    <T> T fold(Function<Translated, T> translated, Function<Refused, T> refused);
}
