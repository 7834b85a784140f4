package org.chemoloop.routes.receive;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Pairs each sender that waits on its line with the answer, until the deadline; an answer is either given in the turn
 * or known to be late, never both.
 */
public final class Turns {
    private final Map<UUID, CompletableFuture<byte[]>> waiting = new ConcurrentHashMap<>();
    private final String node;

    /** @param node the name by which other copies of this service know this one */
    public Turns(String node) {
        this.node = node;
    }

    public String node() {
        return node;
    }

    void open(UUID id) {
        waiting.put(id, new CompletableFuture<>());
    }

    void close(UUID id) {
        waiting.remove(id);
    }

    public boolean isOpen(UUID id) {
        return waiting.containsKey(id);
    }

    /** Whether another copy of this service has the line and may still be waiting. */
    public boolean isElsewhere(Turn turn, Instant now) {
        return !turn.node().isEmpty() && !turn.node().equals(node) && now.isBefore(turn.until());
    }

    /** False when nobody waits any more. */
    public boolean answer(UUID id, byte[] answer) {
        CompletableFuture<byte[]> turn = waiting.get(id);
        return turn != null && turn.complete(answer);
    }

    Optional<byte[]> await(UUID id, Duration atMost) throws InterruptedException {
        CompletableFuture<byte[]> turn = waiting.get(id);
        if (turn == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(turn.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            // The answer may have come in this very moment: then it was counted as given and must be.
            return turn.cancel(false) ? Optional.empty() : Optional.of(turn.join());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a turn is only ever completed with an answer", e);
        } finally {
            waiting.remove(id);
        }
    }
}
