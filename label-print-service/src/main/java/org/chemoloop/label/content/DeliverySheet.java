package org.chemoloop.label.content;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.chemoloop.label.code.BagCode;
import org.chemoloop.label.template.Facts;
import org.chemoloop.label.template.Line;
import org.chemoloop.label.template.Phrases;
import org.jspecify.annotations.Nullable;

/**
 * The sheet (病区汇总单) that goes with the bags of one batch: how many, which, for when. It goes from hand to hand, so it
 * names seats and codes, no patient.
 */
public record DeliverySheet(String batch, String centre, List<Delivered> bags) {
    /** One bag of the batch. */
    public record Delivered(
            BagCode code,
            @Nullable String seat,
            boolean cytotoxic,
            @Nullable LocalDateTime plannedAt) {}

    public DeliverySheet {
        bags = List.copyOf(bags);
    }

    /** For the template {@code delivery}. */
    public Facts facts(Phrases words) {
        long cytotoxic = bags.stream().filter(Delivered::cytotoxic).count();
        return new Facts(words)
                .with("batch", batch)
                .with("symbol", batch)
                .with("centre", centre)
                .with("bags", Integer.toString(bags.size()))
                .with("cytotoxicBags", cytotoxic == 0 ? null : Long.toString(cytotoxic))
                .with("window", window())
                .withLines(bags.stream().map(bag -> line(bag, words)).toList());
    }

    private @Nullable String window() {
        List<LocalDateTime> times = bags.stream()
                .map(Delivered::plannedAt)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        if (times.isEmpty()) {
            return null;
        }
        LocalDateTime first = times.get(0);
        LocalDateTime last = times.get(times.size() - 1);
        return PrintMark.MINUTE.format(first)
                + (last.equals(first)
                        ? ""
                        : " – "
                                + (last.toLocalDate().equals(first.toLocalDate())
                                        ? PrintMark.HOUR.format(last)
                                        : PrintMark.MINUTE.format(last)));
    }

    private Line line(Delivered bag, Phrases words) {
        String seat = bag.seat == null
                ? ""
                : new Facts(words).with("seat", bag.seat).say("line-seat").get(0);
        String time = bag.plannedAt == null ? "" : PrintMark.HOUR.format(bag.plannedAt);
        String warning = bag.cytotoxic ? " " + Handling.CYTOTOXIC.word(words) : "";
        return new Line(bag.code.readable() + warning, (seat + " " + time).strip(), false);
    }
}
