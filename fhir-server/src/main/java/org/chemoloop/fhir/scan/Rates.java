package org.chemoloop.fhir.scan;

import java.util.Map;
import java.util.Optional;
import org.chemoloop.fhir.loop.guard.bedside.RateAsOrdered;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads a rate, of a pump or of counted drops, as millilitres in an hour; one that it cannot read is none. */
@Component
public class Rates {

    private static final Map<String, Double> PER_HOUR = Map.of("h", 1.0, "hr", 1.0, "min", 60.0, "分", 60.0);

    private final double dropsPerMillilitre;

    Rates(SiteSettings site) {
        this.dropsPerMillilitre = site.number(RateAsOrdered.DROPS).orElse(20.0);
    }

    public Optional<Double> millilitresPerHour(@Nullable Type rate) {
        if (rate instanceof Quantity quantity && quantity.hasValue()) {
            String[] unit = unit(quantity).split("/");
            return unit.length == 2 ? rate(quantity.getValue().doubleValue(), unit[0], 1, unit[1]) : Optional.empty();
        }
        if (rate instanceof Ratio ratio
                && ratio.getNumerator().hasValue()
                && ratio.getDenominator().hasValue()) {
            return rate(
                    ratio.getNumerator().getValue().doubleValue(),
                    unit(ratio.getNumerator()),
                    ratio.getDenominator().getValue().doubleValue(),
                    unit(ratio.getDenominator()));
        }
        return Optional.empty();
    }

    private Optional<Double> rate(double amount, String of, double time, String per) {
        Optional<Double> millilitres = switch (of.toLowerCase(java.util.Locale.ROOT)) {
            case "ml" -> Optional.of(amount);
            case "l" -> Optional.of(amount * 1000);
            case "[drp]", "gtt", "滴" -> Optional.of(amount / dropsPerMillilitre);
            default -> Optional.empty(); // a unit of somebody else's
        };
        Double perHour = PER_HOUR.get(per);
        return perHour == null || time <= 0 ? Optional.empty() : millilitres.map(ml -> ml / time * perHour);
    }

    private static String unit(Quantity quantity) {
        return quantity.hasCode() ? quantity.getCode() : String.valueOf(quantity.getUnit());
    }
}
