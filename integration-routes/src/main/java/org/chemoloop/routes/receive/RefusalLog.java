package org.chemoloop.routes.receive;

import org.chemoloop.routes.answer.Answer;
import org.chemoloop.routes.receive.Journal.NotKeptException;

/** Keeps messages that the header alone refuses, with their answer: they need no place in the queue. */
public interface RefusalLog {
    /** Returns the answer to give: that of the earlier message when this one repeats it. */
    Answer keep(KeptMessage message, Answer refusal) throws NotKeptException;
}
