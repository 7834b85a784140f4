package org.chemoloop.fhir.server;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The one name under which all services write down what becomes of a message or of a request. */
public final class Correlation {

    /** How it comes in, and goes back to whoever asked. */
    static final String HEADER = "X-Correlation-Id";

    private static final String KEY = "correlation";

    /** What a client may choose: it is written into logs and sent on. */
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{7,63}");

    private Correlation() {}

    /** What is being done for whom; empty where nobody asked for it. */
    public static Optional<String> current() {
        return Optional.ofNullable(MDC.get(KEY));
    }

    /** Takes over the name that a client has given, if it can be one; else gives one. */
    static String begin(@Nullable String given) {
        String name = given != null && WELL_FORMED.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        MDC.put(KEY, name);
        return name;
    }

    static void end() {
        MDC.remove(KEY);
    }
}
