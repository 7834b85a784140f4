package org.chemoloop.routes.recover;

import java.util.List;

/**
 * A message that a counterpart is owed.
 *
 * @param channel the counterpart
 * @param controlId MSH-10, the same on every try
 * @param type MSH-9 as {@code RDE^O11}
 * @param group messages of one group arrive in order
 * @param orders order numbers and bag codes by which people look for it
 */
public record OutgoingMessage(
        String channel, String controlId, String type, String group, List<String> orders, byte[] bytes) {}
