package org.chemoloop.routes.translate;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;

/** The outcome of translating one message: a Bundle, or the reasons why there is none. */
public sealed interface Translation {
    /** A transaction Bundle; {@code orders} in the order of the message, warnings for the answer. */
    record Translated(Bundle bundle, List<OrderEntry> orders, List<Finding> warnings, List<UnknownCode> unknown)
            implements Translation {
        @Override
        public <T> T fold(Function<Translated, T> translated, Function<Refused, T> refused) {
            return translated.apply(this);
        }

        @Override
        public boolean waitsForCodes() {
            return false;
        }
    }

    /** Nothing is stored; the first finding decides the acknowledgment code. */
    record Refused(List<Finding> findings, List<UnknownCode> unknown) implements Translation {
        Refused(List<Finding> findings) {
            this(findings, List.of());
        }

        @Override
        public <T> T fold(Function<Translated, T> translated, Function<Refused, T> refused) {
            return refused.apply(this);
        }

        @Override
        public boolean waitsForCodes() {
            Set<Finding> ofCodes = unknown.stream().map(UnknownCode::finding).collect(Collectors.toSet());
            return findings.stream().filter(Finding::isError).allMatch(ofCodes::contains);
        }
    }

    /** Codes without a row that the sender was told of. */
    List<UnknownCode> unknown();

    /** Whether it is refused for nothing but codes without a row: with the rows it would be taken. */
    boolean waitsForCodes();

    <T> T fold(Function<Translated, T> translated, Function<Refused, T> refused);
}
