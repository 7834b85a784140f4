package org.chemoloop.label.print;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.chemoloop.label.chart.BagAnswer;
import org.chemoloop.label.chart.BagChart;
import org.chemoloop.label.chart.DayBags;
import org.chemoloop.label.code.BagCode;
import org.chemoloop.label.content.BagLabel;
import org.chemoloop.label.content.DeliverySheet.Delivered;
import org.chemoloop.label.desk.LabelKind;
import org.chemoloop.label.desk.Refusal;
import org.chemoloop.label.fhir.FhirServerAwayException;
import org.chemoloop.label.fhir.NotAllowedException;
import org.jspecify.annotations.Nullable;

/**
 * Prints the labels of a day's bags in the order of their preparation, outer labels of cytotoxic ones right behind
 * them, and the delivery sheet at the end. A bag whose label was printed before is left out.
 */
public final class BatchPrint {
    private final DayBags day;
    private final BagChart chart;
    private final PrintDesk desk;
    private final PrintJobs jobs;
    private final Batches batches;
    private final Clock clock;

    public BatchPrint(DayBags day, BagChart chart, PrintDesk desk, PrintJobs jobs, Batches batches, Clock clock) {
        this.day = day;
        this.chart = chart;
        this.desk = desk;
        this.jobs = jobs;
        this.batches = batches;
        this.clock = clock;
    }

    /**
     * What became of a batch.
     *
     * @param batch its number; null when nothing was left to print
     */
    public record Printed(@Nullable String batch, List<PrintJob> jobs, List<Left> left) {}

    /** A bag that was left out. */
    public record Left(String code, Refusal why, @Nullable String what) {}

    public Printed print(LocalDate on, String printer, String language, String operator, String token)
            throws SQLException, FhirServerAwayException, NotAllowedException {
        List<Left> left = new ArrayList<>();
        List<BagLabel> wanted = new ArrayList<>();
        for (BagCode code : day.of(on, token)) {
            if (jobs.timesAsked(LabelKind.BAG, code.digits()) > 0) {
                left.add(new Left(code.digits(), Refusal.ALREADY_PRINTED, code.digits()));
            } else if (chart.look(code, token) instanceof BagAnswer.Found found
                    && found.label().ended() == null) {
                wanted.add(found.label());
            }
        }
        if (wanted.isEmpty()) {
            return new Printed(null, List.of(), left);
        }
        String batch =
                batches.add(on, wanted.stream().map(BatchPrint::delivered).toList(), operator, clock.instant());
        List<PrintJob> printed = new ArrayList<>();
        for (BagLabel label : wanted) {
            String code = label.code().digits();
            add(LabelKind.BAG, code, batch, printer, language, operator, token, printed, left);
            if (label.isCytotoxic()) {
                add(LabelKind.OUTER_BAG, code, batch, printer, language, operator, token, printed, left);
            }
        }
        add(LabelKind.DELIVERY, batch, batch, printer, language, operator, token, printed, left);
        return new Printed(batch, printed, left);
    }

    private void add(
            LabelKind kind,
            String code,
            String batch,
            String printer,
            String language,
            String operator,
            String token,
            List<PrintJob> printed,
            List<Left> left)
            throws SQLException, FhirServerAwayException, NotAllowedException {
        UUID id = UUID.nameUUIDFromBytes((batch + "|" + kind + "|" + code).getBytes(StandardCharsets.UTF_8));
        Accepted accepted = desk.accept(new Order(id, kind, code, printer, null, language, batch), operator, token);
        if (accepted instanceof Accepted.Refused refused) {
            left.add(new Left(code, refused.reason(), refused.what()));
        } else {
            job(accepted).ifPresent(printed::add);
        }
    }

    private static Optional<PrintJob> job(Accepted accepted) {
        if (accepted instanceof Accepted.Kept kept) {
            return Optional.of(kept.job());
        }
        return accepted instanceof Accepted.Known known ? Optional.of(known.job()) : Optional.empty();
    }

    private static Delivered delivered(BagLabel label) {
        return new Delivered(label.code(), label.seat(), label.isCytotoxic(), label.plannedAt());
    }
}
