package org.chemoloop.label.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chemoloop.label.layout.Amount;
import org.jspecify.annotations.Nullable;

/** Quantity and Ratio → doses, volumes and rates as they are written on a label. */
final class FhirToAmount {
    private FhirToAmount() {}

    static @Nullable Amount quantity(JsonNode quantity) {
        if (!quantity.hasNonNull("value")) {
            return null;
        }
        String unit = quantity.path("unit").asText(quantity.path("code").asText(""));
        return new Amount(value(quantity), unit);
    }

    /** The dose in one bag; a concentration is not one, so it becomes part of the unit. */
    static @Nullable Amount inOneBag(JsonNode strength) {
        Amount numerator = quantity(strength.path("numerator"));
        Amount denominator = quantity(strength.path("denominator"));
        if (numerator == null || denominator == null) {
            return numerator;
        }
        boolean perBag = denominator.value().compareTo(BigDecimal.ONE) == 0
                && Stream.of("bag", "{bag}", "袋", "1", "").anyMatch(denominator.unit()::equals);
        return perBag ? numerator : new Amount(numerator.value(), numerator.unit() + "/" + denominator.text());
    }

    /** How fast it runs; null when the prescription doesn't say it in numbers. */
    static @Nullable String rate(JsonNode dosage) {
        String rates = Resources.each(dosage.path("doseAndRate"))
                .map(FhirToAmount::oneRate)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining("，"));
        return rates.isEmpty() ? null : rates;
    }

    private static @Nullable String oneRate(JsonNode doseAndRate) {
        Amount rate = quantity(doseAndRate.path("rateQuantity"));
        if (rate != null) {
            return rate.text();
        }
        Amount low = quantity(doseAndRate.path("rateRange").path("low"));
        Amount high = quantity(doseAndRate.path("rateRange").path("high"));
        if (low != null && high != null) {
            return low.text() + " – " + high.text();
        }
        Amount numerator = quantity(doseAndRate.path("rateRatio").path("numerator"));
        Amount denominator = quantity(doseAndRate.path("rateRatio").path("denominator"));
        if (numerator == null || denominator == null) {
            return null;
        }
        return denominator.value().compareTo(BigDecimal.ONE) == 0
                ? numerator.text() + "/" + denominator.unit()
                : numerator.text() + "/" + denominator.text();
    }

    private static BigDecimal value(JsonNode quantity) {
        return new BigDecimal(quantity.path("value").asText());
    }
}
