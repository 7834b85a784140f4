package org.chemoloop.fhir.loop.rule;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a site has set of its rules; what it has not set has the rule's own default. */
public final class SiteSettings {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(s|m|h)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}(\\.\\d{1,6})?");

    private final Function<String, @Nullable String> chosen;

    private SiteSettings(Function<String, @Nullable String> chosen) {
        this.chosen = chosen;
    }

    /** @param chosen the value of a property, null where the site sets none */
    public static SiteSettings of(Function<String, @Nullable String> chosen) {
        return new SiteSettings(chosen);
    }

    /** A site that sets nothing. */
    public static SiteSettings standard() {
        return new SiteSettings(setting -> null);
    }

    public SiteSettings with(Threshold threshold, String value) {
        return new SiteSettings(setting -> setting.equals(threshold.setting()) ? value : chosen.apply(setting));
    }

    public String text(Threshold threshold) {
        String value = chosen.apply(threshold.setting());
        return value == null || value.isBlank() ? threshold.value() : value.strip();
    }

    /** Empty when the rule is off here. */
    public Optional<Duration> duration(Threshold threshold) {
        if (isOff(threshold)) {
            return Optional.empty();
        }
        Matcher time = DURATION.matcher(text(threshold));
        if (!time.matches()) {
            throw complaint(threshold, "a time like 30m or 8h");
        }
        long count = Long.parseLong(time.group(1));
        return Optional.of(
                switch (time.group(2)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    default -> Duration.ofHours(count); // the pattern lets only h through
                });
    }

    /** Empty when the rule is off here. */
    public Optional<Double> number(Threshold threshold) {
        if (isOff(threshold)) {
            return Optional.empty();
        }
        if (!NUMBER.matcher(text(threshold)).matches()) {
            throw complaint(threshold, "a number");
        }
        return Optional.of(Double.valueOf(text(threshold)));
    }

    public boolean isOn(Threshold threshold) {
        return switch (text(threshold)) {
            case "on" -> true;
            case Threshold.OFF -> false;
            default -> throw complaint(threshold, "on or off");
        };
    }

    public List<String> list(Threshold threshold) {
        return Arrays.stream(text(threshold).split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private boolean isOff(Threshold threshold) {
        return Threshold.OFF.equals(text(threshold));
    }

    /** Stops the start: a threshold that nobody can read must not become another one. */
    public IllegalArgumentException complaint(Threshold threshold, String expected) {
        return new IllegalArgumentException(threshold.variable() + ": '" + text(threshold) + "' is not " + expected
                + " (default " + threshold.value() + ")");
    }
}
