package org.chemoloop.routes.recover;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The list of failed tries that each kept message carries, bounded because an outage may last for days. */
public final class Tries {
    /** Parameters: the try as {@link #of} gives it, the reason. */
    public static final String NOTE = """
            update kept_message set attempts = attempts + 1,
                tries = (case when jsonb_array_length(tries) >= 50 then tries - 25 else tries end) || ?::jsonb,
                failure = coalesce(?, '')""";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Tries() {}

    public static String of(Instant at, @Nullable String error) {
        return JSON.createArrayNode()
                .add(JSON.createObjectNode().put("at", at.toString()).put("error", error == null ? "" : error))
                .toString();
    }
}
