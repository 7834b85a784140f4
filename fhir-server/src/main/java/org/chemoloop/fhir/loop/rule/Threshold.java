package org.chemoloop.fhir.loop.rule;

import java.util.Locale;

/**
 * What a site may set of a rule.
 *
 * @param setting the property, {@code chemoloop.rules.start-early}; sites write it as environment variable
 * @param value what holds where a site sets nothing
 * @param unit how the value is written
 * @param source where the default comes from
 */
public record Threshold(String setting, String value, Unit unit, String source) {

    /** The value that switches a rule off that has a threshold of its own. */
    public static final String OFF = "off";

    /** How a value is written; each but the list may also be {@code off}. */
    public enum Unit {
        /** {@code 45s}, {@code 30m}, {@code 8h} */
        DURATION,
        /** {@code 10} for 10 % */
        PERCENT,
        /** a number */
        NUMBER,
        /** {@code on}, {@code off} */
        SWITCH,
        /** texts with commas between */
        LIST
    }

    /** The environment variable of the setting. */
    public String variable() {
        return setting.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
