package org.chemoloop.label.print;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.chemoloop.label.correlation.Correlation;
import org.chemoloop.label.desk.Looked;
import org.chemoloop.label.device.Printer;
import org.chemoloop.label.device.Sent;
import org.chemoloop.label.fhir.FhirServerAwayException;
import org.chemoloop.label.fhir.NotAllowedException;
import org.chemoloop.label.fhir.OwnToken;
import org.jboss.logging.Logger;

/**
 * Works the jobs of one printer off, in their order. A job is marked as sending before its first byte leaves; what is
 * found in that state later came from a process that broke, and is doubted, never printed again by itself.
 */
public final class PrintQueue {
    /** A job that waited longer is looked up again: its bag may be void by now. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private static final Logger LOG = Logger.getLogger(PrintQueue.class);

    private final Printer printer;
    private final PrintJobs jobs;
    private final PrintDesk desk;
    private final OwnToken token;
    private final Duration sendingAtMost;
    private final Clock clock;

    /** {@code sendingAtMost} is longer than a line ever takes to give up. */
    public PrintQueue(
            Printer printer, PrintJobs jobs, PrintDesk desk, OwnToken token, Duration sendingAtMost, Clock clock) {
        this.printer = printer;
        this.jobs = jobs;
        this.desk = desk;
        this.token = token;
        this.sendingAtMost = sendingAtMost;
        this.clock = clock;
    }

    public Printer printer() {
        return printer;
    }

    /** What became of one turn. */
    public enum Turn {
        NOTHING_WAITS,
        DONE,
        /** The printer or the FHIR server is away: the same job again, later. */
        HELD_UP
    }

    public Turn turn() throws SQLException {
        for (PrintJob doubtful : jobs.doubtAbandoned(printer.name(), clock.instant(), sendingAtMost)) {
            LOG.warnf("job=%s printer=%s state=unsure why=abandoned", doubtful.id(), printer.name());
        }
        Optional<PrintJob> claimed = jobs.claim(printer.name(), clock.instant());
        if (claimed.isEmpty()) {
            return Turn.NOTHING_WAITS;
        }
        PrintJob job = claimed.get();
        Correlation.begin(job.id().toString());
        try {
            Instant freshSince = clock.instant().minus(FRESH);
            return job.checked().isBefore(freshSince) ? sendAfterLookingAgain(job) : send(job);
        } catch (NotAllowedException refused) {
            token.forget();
            return holdUp(job, "the FHIR server doesn't let this service ask whether it is void");
        } catch (FhirServerAwayException away) {
            return holdUp(job, "it may have become void meanwhile, and that can't be asked: " + away.getMessage());
        } finally {
            Correlation.end();
        }
    }

    private Turn sendAfterLookingAgain(PrintJob job) throws SQLException, FhirServerAwayException, NotAllowedException {
        Looked looked = desk.look(job.kind(), job.code(), token.get());
        if (looked instanceof Looked.Refused refused) {
            String why = refused.reason().sentence(false, refused.what());
            jobs.withdrawClaimed(job.id(), why);
            LOG.warnf(
                    "job=%s printer=%s state=withdrawn why=%s",
                    job.id(), printer.name(), refused.reason().code());
            return Turn.DONE;
        }
        PrintJob redrawn = desk.redraw(job, (Looked.Found) looked, printer);
        jobs.keepRedrawn(redrawn);
        return send(redrawn);
    }

    private Turn send(PrintJob job) throws SQLException {
        Sent sent = printer.line().send(job.file());
        if (sent instanceof Sent.NotSent notSent) {
            return holdUp(job, notSent.why());
        }
        if (sent instanceof Sent.Unsure unsure) {
            jobs.unsure(job.id(), unsure.why());
            LOG.warnf("job=%s printer=%s state=unsure why=\"%s\"", job.id(), printer.name(), unsure.why());
        } else {
            jobs.printed(job.id(), clock.instant());
            LOG.infof(
                    "job=%s printer=%s state=printed kind=%s code=%s time=%d by=%s",
                    job.id(), printer.name(), job.kind().code(), job.code(), job.time(), job.operator());
        }
        return Turn.DONE;
    }

    private Turn holdUp(PrintJob job, String why) throws SQLException {
        jobs.waitAgain(job.id(), why);
        if (job.attempts() == 1) {
            LOG.warnf("job=%s printer=%s state=waiting why=\"%s\"", job.id(), printer.name(), why);
        }
        return Turn.HELD_UP;
    }
}
