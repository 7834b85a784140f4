package org.chemoloop.routes.recover;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that a counterpart is owed.
 *
 * @param channel the counterpart
 * @param controlId MSH-10, the same on every try
 * @param type MSH-9 as {@code RDE^O11}
 * @param group messages of one group arrive in order
 * @param patients patient numbers by which people look for it
 * @param orders order numbers and bag codes by which people look for it
 * @param answers the message whose late answer this is; null when it is no answer
 * @param correlation the name of what it came of; null when nobody knows
 * @param event the event from which it can be written anew; null when there is none
 */
public record OutgoingMessage(
        String channel,
        String controlId,
        String type,
        String group,
        List<String> patients,
        List<String> orders,
        byte[] bytes,
        @Nullable UUID answers,
        @Nullable String correlation,
        @Nullable String event) {

    /** The same, with the event that it tells of. */
    public OutgoingMessage about(String told) {
        return new OutgoingMessage(
                channel, controlId, type, group, patients, orders, bytes, answers, correlation, told);
    }
}
