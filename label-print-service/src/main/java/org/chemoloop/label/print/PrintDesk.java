package org.chemoloop.label.print;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import org.chemoloop.label.content.DeliverySheet;
import org.chemoloop.label.content.PrintMark;
import org.chemoloop.label.desk.LabelDesk;
import org.chemoloop.label.desk.LabelForm;
import org.chemoloop.label.desk.LabelKind;
import org.chemoloop.label.desk.Looked;
import org.chemoloop.label.desk.MadeLabel;
import org.chemoloop.label.desk.Refusal;
import org.chemoloop.label.device.Printer;
import org.chemoloop.label.device.Printers;
import org.chemoloop.label.fhir.FhirServerAwayException;
import org.chemoloop.label.fhir.NotAllowedException;
import org.jspecify.annotations.Nullable;

/** Takes orders for prints: looks the label up with the rights of whoever asks, draws it, and keeps the job. */
public final class PrintDesk {
    private final LabelDesk labels;
    private final PrintJobs jobs;
    private final Batches batches;
    private final Printers printers;
    private final Clock clock;

    public PrintDesk(LabelDesk labels, PrintJobs jobs, Batches batches, Printers printers, Clock clock) {
        this.labels = labels;
        this.jobs = jobs;
        this.batches = batches;
        this.printers = printers;
        this.clock = clock;
    }

    public Accepted accept(Order order, String operator, String token)
            throws SQLException, FhirServerAwayException, NotAllowedException {
        Optional<PrintJob> before = jobs.find(order.id());
        if (before.isPresent()) {
            return known(order, before.get());
        }
        Optional<Printer> printer = printers.named(order.printer());
        if (printer.isEmpty()) {
            return new Accepted.Refused(Refusal.UNKNOWN_PRINTER, order.printer());
        }
        Looked looked = look(order.kind(), order.code(), token);
        if (looked instanceof Looked.Refused refused) {
            return new Accepted.Refused(refused.reason(), refused.what());
        }
        int time = jobs.timesAsked(order.kind(), order.code()) + 1;
        if (time > 1 && (order.reason() == null || order.reason().isBlank())) {
            return new Accepted.Refused(Refusal.ALREADY_PRINTED, order.code());
        }
        PrintJob job = job(order, (Looked.Found) looked, time, printer.get(), operator);
        if (jobs.add(job)) {
            return new Accepted.Kept(job);
        }
        return jobs.find(order.id())
                .map(taken -> known(order, taken))
                .orElseGet(() -> new Accepted.Refused(Refusal.ALREADY_PRINTED, order.code()));
    }

    /** What the chart, or for a delivery sheet its batch, says now. */
    public Looked look(LabelKind kind, String code, String token)
            throws SQLException, FhirServerAwayException, NotAllowedException {
        if (kind != LabelKind.DELIVERY) {
            return labels.look(kind, code, token);
        }
        Optional<DeliverySheet> sheet = batches.find(code);
        return sheet.isPresent()
                ? new Looked.Found(kind, code, sheet.get()::facts, null)
                : new Looked.Refused(Refusal.UNKNOWN_BATCH, code);
    }

    PrintJob redraw(PrintJob job, Looked.Found found, Printer printer) {
        MadeLabel made = make(found, job.time(), job.asked(), job.batch(), job.language(), printer);
        return job.redrawn(made.file(), hash(made.file()), made.template(), now());
    }

    private PrintJob job(Order order, Looked.Found found, int time, Printer printer, String operator) {
        Instant now = now();
        MadeLabel made = make(found, time, now, order.batch(), order.language(), printer);
        return new PrintJob(
                order.id(),
                order.kind(),
                order.code(),
                time,
                time > 1 ? order.reason() : null,
                operator,
                now,
                order.batch(),
                printer.name(),
                order.language(),
                JobState.WAITING,
                0,
                now,
                "",
                null,
                null,
                found.about(),
                made.template(),
                made.file(),
                hash(made.file()));
    }

    private MadeLabel make(
            Looked.Found found, int time, Instant asked, @Nullable String batch, String language, Printer printer) {
        LabelForm form = new LabelForm(printer.language(), printer.stock(), printer.resolution(), language, false);
        return labels.make(found, form, new PrintMark(time, LocalDateTime.ofInstant(asked, clock.getZone()), batch));
    }

    private static Accepted known(Order order, PrintJob job) {
        return job.kind() == order.kind() && job.code().equals(order.code())
                ? new Accepted.Known(job)
                : new Accepted.Refused(Refusal.ID_TAKEN, order.id().toString());
    }

    /** PostgreSQL keeps microseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static String hash(byte[] file) {
        return HexFormat.of().formatHex(digest("SHA-256", file));
    }

    static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
