package org.chemoloop.label.content;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chemoloop.label.code.BagCode;
import org.chemoloop.label.template.Facts;
import org.chemoloop.label.template.Line;
import org.chemoloop.label.template.Phrases;
import org.jspecify.annotations.Nullable;

/**
 * All that the label of one bag says; times are those of the hospital's clock.
 *
 * @param sequence its place among the patient's bags of the day, e.g. {@code 3/5}
 * @param origin where the prescription comes from when not from the HIS, e.g. 外配
 * @param preparedAt when it was compounded, once it is
 * @param ended in words, when the bag came to an end and may still be looked at
 */
public record BagLabel(
        BagCode code,
        String centre,
        Patient patient,
        @Nullable String seat,
        @Nullable String route,
        @Nullable String frequency,
        @Nullable String sequence,
        List<Component> components,
        List<Rate> rates,
        @Nullable String origin,
        @Nullable LocalDateTime plannedAt,
        @Nullable LocalDateTime preparedAt,
        @Nullable LocalDateTime beyondUse,
        @Nullable String prescriber,
        @Nullable LocalDateTime orderedAt,
        Set<Handling> handling,
        List<String> notes,
        @Nullable String ended) {

    public BagLabel {
        components = List.copyOf(components);
        handling = Set.copyOf(handling);
        rates = List.copyOf(rates);
        notes = List.copyOf(notes);
    }

    public boolean isCytotoxic() {
        return handling.contains(Handling.CYTOTOXIC);
    }

    /** For the templates {@code bag} and {@code outer-bag}. */
    public Facts facts(Phrases words) {
        Facts facts = patient.describe(new Facts(words), words, day())
                .with("code", code.digits())
                .with("readable", code.readable())
                .with("centre", centre)
                .with("seat", seat)
                .with("route", route)
                .with("frequency", frequency)
                .with("origin", origin)
                .with("sequence", sequence)
                .with("count", Integer.toString(components.size()))
                .with("rate", rates.stream().map(rate -> rate.text(words)).toList())
                .with("doctor", prescriber)
                .with("ended", ended)
                .with("planned", minute(plannedAt))
                .with("ordered", minute(orderedAt))
                .with("prepared", prepared())
                // Not known before it is compounded; whoever compounds it by hand writes it on the label.
                .with(beyondUse == null ? "beyondUseUnknown" : "beyondUse", beyondUse == null ? "" : minute(beyondUse))
                .with("cytotoxic", isCytotoxic() ? Handling.CYTOTOXIC.word(words) : null)
                .with("handling", handlingWords(words))
                .withLines(lines(words));
        return facts.with("volume", volume(words).orElse(null));
    }

    private List<String> handlingWords(Phrases words) {
        return Arrays.stream(Handling.values())
                .filter(handling -> handling != Handling.CYTOTOXIC && this.handling.contains(handling))
                .map(handling -> handling.word(words))
                .toList();
    }

    private List<Line> lines(Phrases words) {
        return Stream.concat(
                        components.stream().map(component -> component.line(words)),
                        notes.stream()
                                .filter(note -> !isWarning(note, words))
                                .map(note -> Line.plain(new Facts(words)
                                        .with("text", note)
                                        .say("line-note")
                                        .get(0))))
                .toList();
    }

    /** A note that only repeats a warning, as 避光 often does, takes no row of its own. */
    private boolean isWarning(String note, Phrases words) {
        return handling.stream().anyMatch(warning -> warning.word(words).equals(note));
    }

    /** The sum where every component is a volume; else only what is known: the base. */
    private Optional<String> volume(Phrases words) {
        if (components.stream().allMatch(BagLabel::isVolume)) {
            return sum(components.stream(), words, "volume-total");
        }
        return sum(
                components.stream().filter(component -> component.base() && isVolume(component)), words, "volume-base");
    }

    private static Optional<String> sum(Stream<Component> volumes, Phrases words, String phrase) {
        return volumes.map(Component::amount)
                .filter(Objects::nonNull)
                .map(Amount::value)
                .reduce(BigDecimal::add)
                .map(total -> new Facts(words)
                        .with("amount", new Amount(total, "mL").text(words))
                        .say(phrase)
                        .get(0));
    }

    private static boolean isVolume(Component component) {
        return component.amount() != null && component.amount().isVolume();
    }

    private @Nullable LocalDate day() {
        if (plannedAt != null) {
            return plannedAt.toLocalDate();
        }
        return orderedAt == null ? null : orderedAt.toLocalDate();
    }

    /** The hour is enough on the day that is printed anyway. */
    private @Nullable String prepared() {
        if (preparedAt == null) {
            return null;
        }
        return preparedAt.toLocalDate().equals(day()) ? PrintMark.HOUR.format(preparedAt) : minute(preparedAt);
    }

    private static @Nullable String minute(@Nullable LocalDateTime time) {
        return time == null ? null : PrintMark.MINUTE.format(time);
    }
}
