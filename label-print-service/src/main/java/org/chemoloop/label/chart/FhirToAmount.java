package org.chemoloop.label.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chemoloop.label.content.Amount;
import org.chemoloop.label.content.Rate;
import org.chemoloop.label.fhir.Resources;
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
        return perBag ? numerator : per(numerator, denominator);
    }

    /** How fast it runs; empty when the prescription doesn't say it in numbers. */
    static List<Rate> rates(JsonNode dosage) {
        return Resources.each(dosage.path("doseAndRate"))
                .map(FhirToAmount::rate)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private static Optional<Rate> rate(JsonNode doseAndRate) {
        Amount rate = quantity(doseAndRate.path("rateQuantity"));
        if (rate != null) {
            return Optional.of(new Rate(rate, null));
        }
        Amount low = quantity(doseAndRate.path("rateRange").path("low"));
        Amount high = quantity(doseAndRate.path("rateRange").path("high"));
        if (low != null && high != null) {
            return Optional.of(new Rate(low, high));
        }
        Amount numerator = quantity(doseAndRate.path("rateRatio").path("numerator"));
        Amount denominator = quantity(doseAndRate.path("rateRatio").path("denominator"));
        return numerator == null || denominator == null
                ? Optional.empty()
                : Optional.of(new Rate(per(numerator, denominator), null));
    }

    private static Amount per(Amount numerator, Amount denominator) {
        String unit = denominator.value().compareTo(BigDecimal.ONE) == 0
                ? denominator.unit()
                : denominator.value().stripTrailingZeros().toPlainString() + " " + denominator.unit();
        return new Amount(numerator.value(), numerator.unit() + "/" + unit);
    }

    private static BigDecimal value(JsonNode quantity) {
        return new BigDecimal(quantity.path("value").asText());
    }
}
