package org.chemoloop.label.template.block;

import java.util.List;
import org.chemoloop.label.layout.Pen;
import org.chemoloop.label.layout.TextFlow;
import org.chemoloop.label.layout.TextMeasure;
import org.chemoloop.label.template.Facts;

/**
 * Who gets it: name, beside it number and description, at the right the seat. A name too long to stand beside the
 * number has rows of its own above it, larger than the rest.
 *
 * @param name its size, down to {@code smallestName}, in the {@code nameSlot}
 */
public record Identity(
        double name,
        double smallestName,
        double nameSlot,
        double longName,
        double number,
        double described,
        double seat,
        double longSeat,
        double label)
        implements Block {
    private static final double ROOM_BELOW = 0.8;
    private static final double LEAST_NAME = 16.5;
    private static final double LONGEST_SEAT = 10;

    @Override
    public Placed place(Facts facts, double width, TextMeasure measure) {
        Who who = Who.of(facts);
        double fitting = nameSlot / measure.width(who.name, 1);
        double nameSize = Math.max(smallestName, Math.min(name, fitting));
        double beside = Math.max(LEAST_NAME, measure.width(who.name, nameSize) + 1.5);
        double numbers = Math.max(measure.width(who.number, number), measure.width(who.described, described));
        boolean besideName = fitting >= smallestName && beside + numbers < width - seatWidth(who, measure);
        List<String> rows = besideName ? List.of() : TextFlow.lines(who.name, width, longName, measure);
        double above = rows.size() * longName * 1.15;
        return new Placed(above + name + ROOM_BELOW, (pen, x, top) -> {
            double y = top;
            for (String row : rows) {
                pen.text(x, y, longName, row);
                y += longName * 1.15;
            }
            if (besideName) {
                pen.text(x, y + (name - nameSize) / 2, nameSize, who.name);
            }
            double left = besideName ? x + beside : x;
            pen.text(left, y - 0.3, number, who.number);
            pen.text(left, y + 2.6, described, who.described);
            seat(who, pen, x + width, y);
        });
    }

    private void seat(Who who, Pen pen, double right, double y) {
        for (String number : who.seat) {
            double size = seatSize(pen.width(number, seat));
            double chip = pen.chipWidth(number, size);
            pen.inverse(right - chip, y + (name - Pen.chipHeight(size)) / 2, size, number);
            pen.textRight(right - chip - 0.6, y + 1.2, label, who.seatLabel);
        }
    }

    private double seatWidth(Who who, TextMeasure measure) {
        if (who.seat.isEmpty()) {
            return 0;
        }
        String number = who.seat.get(0);
        double size = seatSize(measure.width(number, seat));
        return measure.width(number, size) + size * 0.5 + 0.6 + measure.width(who.seatLabel, label) + 1;
    }

    private double seatSize(double wide) {
        return wide > LONGEST_SEAT ? longSeat : seat;
    }

    private record Who(String name, String number, String described, List<String> seat, String seatLabel) {
        static Who of(Facts facts) {
            return new Who(
                    facts.say("name").get(0),
                    facts.say("outpatient-number").get(0),
                    facts.say("described").get(0),
                    facts.say("seat"),
                    facts.say("seat-label").get(0));
        }
    }
}
