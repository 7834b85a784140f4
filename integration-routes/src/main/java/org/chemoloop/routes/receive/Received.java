package org.chemoloop.routes.receive;

import org.chemoloop.routes.answer.Answer;
import org.jspecify.annotations.Nullable;

/**
 * A message that is durably kept.
 *
 * @param answer when there is nothing to wait for; null otherwise
 */
public record Received(KeptMessage kept, @Nullable Answer answer) {}
