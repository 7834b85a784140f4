package org.chemoloop.routes.receive;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    private final Map<UUID, Waiting> waiting = new ConcurrentHashMap<>();
    private final String node;

    private record Waiting(Instant since, Instant until, CompletableFuture<byte[]> answer) {}

    /** @param node the name by which other copies of this service know this one */
    public Turns(String node) {
        this.node = node;
    }

    public String node() {
        return node;
    }

    void open(Turn turn, Instant since) {
        waiting.put(turn.arrival(), new Waiting(since, turn.until(), new CompletableFuture<>()));
    }

    void close(UUID id) {
        waiting.remove(id);
    }

    public boolean isOpen(UUID id) {
        return waiting.containsKey(id);
    }

    /** Those who wait since then or longer and whose time is not over, so that no other copy answers them late. */
    public List<UUID> waitingSince(Instant then, Instant now) {
        return waiting.entrySet().stream()
                .filter(turn -> !turn.getValue().since().isAfter(then)
                        && now.isBefore(turn.getValue().until()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether another copy of this service has the line and may still be waiting. */
    public boolean isElsewhere(Turn turn, Instant now) {
        return !turn.node().isEmpty() && !turn.node().equals(node) && now.isBefore(turn.until());
    }

    /** False when nobody waits any more. */
    public boolean answer(UUID id, byte[] answer) {
        Waiting turn = waiting.get(id);
        return turn != null && turn.answer().complete(answer);
    }

    Optional<byte[]> await(UUID id, Duration atMost) throws InterruptedException {
        Waiting opened = waiting.get(id);
        if (opened == null) {
            return Optional.empty();
        }
        CompletableFuture<byte[]> turn = opened.answer();
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
