package org.chemoloop.routes.channel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One counterpart as engineers see it.
 *
 * @param connected somebody is there: a line is open, or the last exchange succeeded
 * @param paused nothing goes out to it because a person said so
 * @param listening whether its line to us is open for it; null when it has none
 * @param connections it holds open to us
 * @param queueDepth messages that wait for it
 * @param oldestWaiting since when the first of them waits
 * @param parked of those waiting, laid aside with their patient until another try
 * @param stopped refused by it: a person has to look
 * @param failed dead letters that came from it
 * @param trouble why the last try failed; empty when it did not
 */
record Channel(
        String name,
        boolean connected,
        boolean paused,
        @Nullable Boolean listening,
        int connections,
        @Nullable Instant lastReceived,
        @Nullable Instant lastSent,
        Rates received,
        Rates sent,
        long queueDepth,
        @Nullable Instant oldestWaiting,
        long parked,
        long stopped,
        long failed,
        String trouble) {

    /** How many messages lately. */
    record Rates(long lastMinute, long lastHour) {}
}
