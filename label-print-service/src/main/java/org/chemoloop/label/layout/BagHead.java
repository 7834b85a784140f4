package org.chemoloop.label.layout;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The upper part of a bag label: centre, patient, seat, route, planned time, warnings. */
final class BagHead {
    private static final double CENTRE = 2.7;
    private static final double NAME = 5;
    private static final double SMALLEST_NAME = 3.4;
    private static final double NAME_SLOT = 23;
    private static final double LONG_NAME = 4;
    private static final double NUMBER = 2.9;
    private static final double DESCRIPTION = 2.7;
    private static final double SEAT = 4.2;
    private static final double LONG_SEAT = 2.8;
    private static final double IDENTITY_TOP = 4.2;

    private final BagLabel label;
    private final double left;
    private final double right;
    private final Flow warnings;
    private final double nameSize;
    private final double identityLeft;
    /** Rows above the identity, for a name that is too long to stand beside the outpatient number. */
    private final List<String> longName;

    BagHead(BagLabel label, double left, double right, TextMeasure measure) {
        this.label = label;
        this.left = left;
        this.right = right;
        double fitting = NAME_SLOT / measure.width(label.patient().name(), 1);
        this.nameSize = Math.max(SMALLEST_NAME, Math.min(NAME, fitting));
        this.identityLeft = left + Math.max(16.5, measure.width(label.patient().name(), nameSize) + 1.5);
        boolean besideName =
                fitting >= SMALLEST_NAME && identityLeft + identityWidth(measure) < right - seatWidth(measure);
        this.longName =
                besideName ? List.of() : TextFlow.lines(label.patient().name(), right - left, LONG_NAME, measure);
        this.warnings = warnings(measure);
    }

    double height() {
        return warningsTop() + warnings.height() + 0.3;
    }

    void draw(Pen pen, int page, int pages) {
        top(pen, page, pages);
        identity(pen);
        pen.line(left, warningsTop() - 0.4, right - left);
        warnings.draw(pen, left, warningsTop());
    }

    private void top(Pen pen, int page, int pages) {
        double edge = right;
        String count = "共" + label.components().size() + "项" + (pages > 1 ? " 第" + page + "/" + pages + "页" : "");
        pen.textRight(edge, 1.3, CENTRE, count);
        edge -= pen.width(count, CENTRE) + 1.5;
        if (label.ended() != null) {
            pen.inverse(edge - pen.chipWidth(label.ended(), CENTRE), 1, CENTRE, label.ended());
            edge -= pen.chipWidth(label.ended(), CENTRE) + 1.5;
        }
        List<String> centre = pen.lines(label.centre(), edge - left, CENTRE);
        // A long name of the hospital is the one thing here that may end early: nobody acts on it.
        pen.text(left, 1.3, CENTRE, centre.isEmpty() ? "" : centre.get(0));
    }

    private void identity(Pen pen) {
        double y = IDENTITY_TOP;
        for (String row : longName) {
            pen.text(left, y, LONG_NAME, row);
            y += LONG_NAME * 1.15;
        }
        double x = left;
        if (longName.isEmpty()) {
            pen.text(left, y + (NAME - nameSize) / 2, nameSize, label.patient().name());
            x = identityLeft;
        }
        pen.text(x, y - 0.3, NUMBER, label.patient().outpatientNumber());
        pen.text(x, y + 2.6, DESCRIPTION, label.patient().described(day()));
        if (label.seat() != null) {
            double size = seatSize(pen, label.seat());
            double chip = pen.chipWidth(label.seat(), size);
            pen.inverse(right - chip, y + (NAME - Pen.chipHeight(size)) / 2, size, label.seat());
            pen.textRight(right - chip - 0.6, y + 1.2, CENTRE, "序号");
        }
    }

    private double identityWidth(TextMeasure measure) {
        return Math.max(
                measure.width(label.patient().outpatientNumber(), NUMBER),
                measure.width(label.patient().described(day()), DESCRIPTION));
    }

    private double seatWidth(TextMeasure measure) {
        if (label.seat() == null) {
            return 0;
        }
        Pen pen = new Pen(measure);
        return pen.chipWidth(label.seat(), seatSize(pen, label.seat())) + 0.6 + pen.width("序号", CENTRE) + 1;
    }

    private static double seatSize(Pen pen, String seat) {
        return pen.width(seat, SEAT) > 10 ? LONG_SEAT : SEAT;
    }

    private double warningsTop() {
        return IDENTITY_TOP + NAME + 0.8 + longName.size() * LONG_NAME * 1.15;
    }

    private Flow warnings(TextMeasure measure) {
        Flow flow = new Flow(measure, right - left, 4.1);
        if (label.route() != null) {
            flow.framed(3.1, label.route());
        }
        for (Handling handling : Handling.values()) {
            if (label.handling().contains(handling)) {
                if (handling == Handling.CYTOTOXIC) {
                    flow.warning(3.1, handling.word());
                } else {
                    flow.framed(2.7, handling.word());
                }
            }
        }
        if (label.plannedAt() != null) {
            flow.text(2.9, "计划 " + BagFoot.MINUTE.format(label.plannedAt()));
        }
        return flow;
    }

    private @Nullable LocalDate day() {
        if (label.plannedAt() != null) {
            return label.plannedAt().toLocalDate();
        }
        return label.orderedAt() == null ? null : label.orderedAt().toLocalDate();
    }
}
