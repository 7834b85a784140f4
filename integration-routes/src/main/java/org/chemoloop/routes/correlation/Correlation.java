package org.chemoloop.routes.correlation;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The name of what this thread is at: the id of the message that was received, or what a client has called its request.
 * It stands in every line of the log and goes with every request.
 */
public final class Correlation {
    public static final String HEADER = "X-Correlation-Id";

    private static final String KEY = "correlation";
    /** What a client may choose: it is written into logs and sent on. */
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{7,63}");

    private Correlation() {}

    /** Empty where nobody asked for what is being done. */
    public static Optional<String> current() {
        return Optional.ofNullable(MDC.get(KEY));
    }

    /** From now on this thread is at that; at nothing that has a name when null. */
    public static void begin(@Nullable String name) {
        if (name == null) {
            MDC.remove(KEY);
        } else {
            MDC.put(KEY, name);
        }
    }

    public static void end() {
        MDC.remove(KEY);
    }

    /** The name that a client has given, if it can be one; else a new one. */
    static String taken(@Nullable String given) {
        return given != null && WELL_FORMED.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }
}
