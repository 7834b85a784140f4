package org.chemoloop.fhir.outbox;

import jakarta.jms.JMSException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.chemoloop.fhir.outbox.OutboxTable.Waiting;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Carries committed rows to the broker, in their order, and marks them only when the broker has them. What is carried
 * twice, because this process died in between, the broker drops by its duplicate id.
 */
@Component
class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

    private static final int BATCH = 50;
    /** Only rows that a dead replica left behind are found by looking; every other commit wakes. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(250);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(5);
    private static final Duration KEEP_SENT = Duration.ofDays(7);
    private static final Duration PRUNE_EVERY = Duration.ofHours(1);

    private final OutboxTable table;
    private final LoopQueue queue;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final Semaphore bell = new Semaphore(0);
    private CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread thread;
    private Instant pruned = Instant.MIN;

    OutboxRelay(OutboxTable table, LoopQueue queue, RelayTransaction transaction, Clock clock) {
        this.table = table;
        this.queue = queue;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Something was committed. */
    void wake() {
        bell.release();
    }

    @Override
    public synchronized void start() {
        stopping = new CountDownLatch(1);
        Thread fresh = new Thread(this::relay, "outbox-relay");
        fresh.setDaemon(true);
        fresh.start();
        thread = fresh;
    }

    @Override
    public synchronized void stop() {
        stopping.countDown();
        bell.release();
        Thread running = thread;
        thread = null;
        if (running != null) {
            try {
                running.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void relay() {
        Duration backOff = FIRST_BACK_OFF;
        boolean away = false;
        try {
            while (stopping.getCount() > 0) {
                try {
                    bell.drainPermits();
                    Batch batch = relayOnce();
                    if (batch.broken() != null) {
                        throw batch.broken();
                    }
                    if (away) {
                        log.info("outbox=relaying");
                    }
                    away = false;
                    backOff = FIRST_BACK_OFF;
                    if (batch.relayed() == 0) {
                        prune();
                        bell.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                    }
                } catch (JMSException | DataAccessException | TransactionException e) {
                    if (!away) {
                        log.warn("outbox=waiting reason=\"{}\"", e.toString());
                    }
                    away = true;
                    stopping.await(backOff.toMillis(), TimeUnit.MILLISECONDS);
                    backOff = longer(backOff);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            queue.close();
        }
    }

    private static Duration longer(Duration backOff) {
        Duration doubled = backOff.multipliedBy(2);
        return doubled.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : doubled;
    }

    private record Batch(int relayed, @Nullable JMSException broken) {}

    private Batch relayOnce() {
        Batch batch = transaction.execute(status -> {
            table.lock();
            List<Waiting> sent = new ArrayList<>();
            JMSException broken = null;
            for (Waiting row : table.waiting(BATCH)) {
                try {
                    queue.send(row);
                    sent.add(row);
                } catch (JMSException e) {
                    broken = e;
                    queue.close();
                    break;
                }
            }
            table.sent(sent, clock.instant());
            return new Batch(sent.size(), broken);
        });
        return batch == null ? new Batch(0, null) : batch;
    }

    private void prune() {
        Instant now = clock.instant();
        if (pruned.plus(PRUNE_EVERY).isAfter(now)) {
            return;
        }
        pruned = now;
        int rows = table.prune(now.minus(KEEP_SENT));
        if (rows > 0) {
            log.info("outbox=pruned rows={}", rows);
        }
    }
}
