package org.chemoloop.label.service;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.chemoloop.label.device.Printer;
import org.chemoloop.label.device.Printers;
import org.chemoloop.label.fhir.FhirServerAwayException;
import org.chemoloop.label.fhir.OwnToken;
import org.chemoloop.label.print.PrintDesk;
import org.chemoloop.label.print.PrintJobs;
import org.chemoloop.label.print.PrintQueue;
import org.chemoloop.label.print.PrintRecords;
import org.jboss.logging.Logger;

/** One thread per printer, so that one that is away holds nobody else up, and one that tells the FHIR server. */
@ApplicationScoped
public class PrintWorkers {
    private static final Logger LOG = Logger.getLogger(PrintWorkers.class);
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    /** A line gives up within its patience; what was sending for three times that has nobody who sends it. */
    private static final int ABANDONED_AFTER = 3;

    private final Printers printers;
    private final PrintJobs jobs;
    private final PrintDesk desk;
    private final PrintRecords records;
    private final OwnToken token;
    private final Duration patience;
    private final List<Worker> workers = new ArrayList<>();
    private volatile boolean stopping;

    PrintWorkers(
            Printers printers,
            PrintJobs jobs,
            PrintDesk desk,
            PrintRecords records,
            OwnToken token,
            LabelConfig config) {
        this.printers = printers;
        this.jobs = jobs;
        this.desk = desk;
        this.records = records;
        this.token = token;
        this.patience = config.printerPatience();
    }

    void start(@Observes StartupEvent begins) {
        for (Printer printer : printers.all()) {
            PrintQueue queue = new PrintQueue(
                    printer, jobs, desk, token, patience.multipliedBy(ABANDONED_AFTER), Clock.systemDefaultZone());
            start("print-" + printer.name(), queue::turn);
        }
        start("print-records", records::turn);
    }

    /** What is being sent is sent to its end; the rest waits in the database. */
    void stop(@Observes ShutdownEvent ends) {
        stopping = true;
        wake();
        workers.forEach(worker -> worker.await(patience));
    }

    /** There is a new job. */
    public void wake() {
        workers.forEach(worker -> worker.bell.release());
    }

    private void start(String name, Work work) {
        Worker worker = new Worker(name, work);
        workers.add(worker);
        worker.thread.start();
    }

    /** One turn of a worker. */
    private interface Work {
        PrintQueue.Turn turn() throws SQLException, FhirServerAwayException;
    }

    private final class Worker {
        private final Semaphore bell = new Semaphore(0);
        private final Thread thread;
        private final Work work;
        private Duration pause = POLL;
        private String complaint = "";

        Worker(String name, Work work) {
            this.work = work;
            this.thread = new Thread(this::run, name);
            this.thread.setDaemon(true);
        }

        private void run() {
            while (!stopping) {
                PrintQueue.Turn turn = turn();
                switch (turn) {
                    case DONE -> pause = POLL;
                    case NOTHING_WAITS -> {
                        pause = POLL;
                        rest(pause);
                    }
                    case HELD_UP -> {
                        rest(pause);
                        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                                ? pause.multipliedBy(2)
                                : LONGEST_PAUSE;
                    }
                }
            }
        }

        private PrintQueue.Turn turn() {
            try {
                PrintQueue.Turn turn = work.turn();
                complaint = "";
                return turn;
            } catch (SQLException | FhirServerAwayException away) {
                complain(String.valueOf(away.getMessage()));
                return PrintQueue.Turn.HELD_UP;
            } catch (RuntimeException bug) {
                // A worker that ends would hold its printer up until the next start.
                LOG.errorf(bug, "worker=%s state=held-up", thread.getName());
                return PrintQueue.Turn.HELD_UP;
            }
        }

        /** Once, not every few seconds until somebody mends it. */
        private void complain(String why) {
            if (!why.equals(complaint)) {
                LOG.warnf("worker=%s state=held-up why=\"%s\"", thread.getName(), why);
                complaint = why;
            }
        }

        private void rest(Duration time) {
            try {
                if (bell.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
                    bell.drainPermits();
                }
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
                stopping = true;
            }
        }

        private void await(Duration time) {
            try {
                thread.join(time.toMillis());
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
