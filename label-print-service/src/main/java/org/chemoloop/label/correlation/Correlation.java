package org.chemoloop.label.correlation;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * The name of what this thread is at: what a client has called its request, or the id of a print job. It stands in
 * every line of the log and goes with every request.
 */
public final class Correlation {
    public static final String HEADER = "X-Correlation-Id";

    private static final String KEY = "correlation";
    /** What a client may choose: it is written into logs and sent on. */
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{7,63}");

    private Correlation() {}

    /** Empty where nobody asked for what is being done. */
    public static Optional<String> current() {
        return Optional.ofNullable((String) MDC.get(KEY));
    }

    /** Takes over the name that a client has given, if it can be one; else gives one. */
    public static void begin(@Nullable String given) {
        MDC.put(
                KEY,
                given != null && WELL_FORMED.matcher(given).matches()
                        ? given
                        : UUID.randomUUID().toString());
    }

    public static void end() {
        MDC.remove(KEY);
    }
}
