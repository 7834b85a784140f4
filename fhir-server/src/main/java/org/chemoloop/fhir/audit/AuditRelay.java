package org.chemoloop.fhir.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.chemoloop.fhir.server.rows.ResourceRows;
import org.hl7.fhir.r4.model.AuditEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the notes of reads, and makes AuditEvents of all notes, beside the work of the ward. */
@Component
class AuditRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AuditRelay.class);

    private static final long KEEP_EVERY_MS = 500;
    private static final long RELAY_EVERY_MS = 2000;
    private static final int BATCH = 200;
    /** A ward reads some hundred times a second at most; beyond this, a reader waits until its note is kept. */
    private static final int MOST_NOTES = 20_000;

    private final BlockingQueue<AuditRow> notes = new ArrayBlockingQueue<>(MOST_NOTES);
    private final AuditTable table;
    private final ResourceRows store;
    private final TransactionTemplate transaction;
    private ScheduledExecutorService clockwork = Executors.newScheduledThreadPool(0);
    private boolean running;

    AuditRelay(AuditTable table, ResourceRows store, PlatformTransactionManager transactions) {
        this.table = table;
        this.store = store;
        this.transaction = new TransactionTemplate(transactions);
    }

    void note(AuditRow read) {
        if (!notes.offer(read)) {
            table.add(List.of(read));
        }
    }

    @Override
    public synchronized void start() {
        clockwork = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "audit-relay");
            thread.setDaemon(true);
            return thread;
        });
        clockwork.scheduleWithFixedDelay(
                () -> safely(this::keepNotes), KEEP_EVERY_MS, KEEP_EVERY_MS, TimeUnit.MILLISECONDS);
        clockwork.scheduleWithFixedDelay(
                () -> safely(this::relay), RELAY_EVERY_MS, RELAY_EVERY_MS, TimeUnit.MILLISECONDS);
        running = true;
    }

    @Override
    public synchronized void stop() {
        clockwork.shutdown();
        try {
            if (!clockwork.awaitTermination(5, TimeUnit.SECONDS)) {
                log.warn("audit=unfinished");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        safely(this::keepNotes);
        running = false;
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    /** Stops after the web server: what is shown to the last reader is noted, too. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void keepNotes() {
        List<AuditRow> rows = new ArrayList<>();
        notes.drainTo(rows, BATCH);
        while (!rows.isEmpty()) {
            keep(rows);
            rows.clear();
            notes.drainTo(rows, BATCH);
        }
    }

    private void keep(List<AuditRow> rows) {
        try {
            table.add(rows);
        } catch (RuntimeException e) {
            // The database is away: they are kept at the next try, as far as there is room.
            rows.forEach(notes::offer);
            throw e;
        }
    }

    private void relay() {
        Integer relayed;
        do {
            relayed = transaction.execute(status -> relayOnce());
        } while (relayed != null && relayed == BATCH);
    }

    private int relayOnce() {
        List<AuditRow> rows = table.take(BATCH);
        for (AuditEvent event : RowsToAuditEvents.convert(rows)) {
            store.write(event);
        }
        return rows.size();
    }

    /** A scheduled task that throws is never run again; this one must go on when the database is back. */
    private static void safely(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.warn("audit=waiting reason=\"{}\"", e.toString());
        }
    }
}
