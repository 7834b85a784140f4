package org.chemoloop.routes.receive;

import java.util.Optional;
import org.chemoloop.routes.answer.Answer;
import org.chemoloop.routes.receive.Journal.NotKeptException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps messages that the header alone refuses, with their answer: they need no place in the queue. And knows what was
 * kept before.
 */
public interface RefusalLog {
    /** Returns the answer to give: that of the earlier message when this one repeats it. */
    Answer keep(KeptMessage message, Answer refusal) throws NotKeptException;

    /**
     * Makes a message void of which nobody knows whether the queue has it, because its sender will hear that it is not
     * kept. False when it is there and on its way already.
     */
    boolean forbid(KeptMessage message, Answer refusal);

    /** The same message, unchanged, when it was kept before; empty also while nobody can be asked. */
    Optional<Earlier> earlier(KeptMessage message);

    /**
     * A message that was kept before.
     *
     * @param answer null while it is undecided
     */
    record Earlier(@Nullable Answer answer) {}
}
