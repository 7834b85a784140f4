package org.chemoloop.label.content;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import org.chemoloop.label.template.Phrases;

/**
 * A dose or a volume, written so that nobody misreads it by a factor of ten or a thousand.
 *
 * @see <a href="https://www.ismp.org/recommendations/error-prone-abbreviations-list">ISMP: error-prone
 *     abbreviations</a>
 */
public record Amount(BigDecimal value, String unit) {

    /** µg is misread as mg and U as 0: both are written out. */
    private static final Map<String, String> WRITTEN_OUT = Map.ofEntries(
            Map.entry("ug", "unit.microgram"),
            Map.entry("µg", "unit.microgram"),
            Map.entry("μg", "unit.microgram"),
            Map.entry("mcg", "unit.microgram"),
            Map.entry("U", "unit.unit"),
            Map.entry("u", "unit.unit"),
            Map.entry("[U]", "unit.unit"),
            Map.entry("IU", "unit.international-unit"),
            Map.entry("iu", "unit.international-unit"),
            Map.entry("[iU]", "unit.international-unit"),
            Map.entry("[IU]", "unit.international-unit"));

    private static final Map<String, String> ONE_SPELLING = Map.of(
            "ml", "mL", "ML", "mL", "cc", "mL", "l", "L", "ml/h", "mL/h", "ml/hr", "mL/h", "mL/hr", "mL/h", "MG", "mg");

    /** So many milligrams or millilitres is one of it. */
    private static final Map<String, Measure> MEASURES = Map.ofEntries(
            Map.entry("ng", Measure.mass("0.000001")),
            Map.entry("ug", Measure.mass("0.001")),
            Map.entry("µg", Measure.mass("0.001")),
            Map.entry("μg", Measure.mass("0.001")),
            Map.entry("mcg", Measure.mass("0.001")),
            Map.entry("mg", Measure.mass("1")),
            Map.entry("g", Measure.mass("1000")),
            Map.entry("mL", Measure.volume("1")),
            Map.entry("L", Measure.volume("1000")));

    /** A zero before the point and none after the last digit, commas from a thousand, a space before the unit. */
    public String text(Phrases words) {
        String number = number(value);
        String spelled = spelled();
        String written = WRITTEN_OUT.containsKey(spelled) ? words.word(WRITTEN_OUT.get(spelled)) : spelled;
        return written.isEmpty() ? number : number + " " + written;
    }

    public boolean isVolume() {
        return spelled().equals("mL");
    }

    /** How many packs of that content this is; empty where the units can't be compared. */
    Optional<BigDecimal> in(Amount pack) {
        Measure here = MEASURES.get(spelled());
        Measure there = MEASURES.get(pack.spelled());
        if (here == null || there == null || here.volume != there.volume || pack.value.signum() <= 0) {
            return Optional.empty();
        }
        return Optional.of(value.multiply(here.factor)
                .divide(pack.value.multiply(there.factor), MathContext.DECIMAL64)
                .stripTrailingZeros());
    }

    private String spelled() {
        return ONE_SPELLING.getOrDefault(unit.strip(), unit.strip());
    }

    private static String number(BigDecimal value) {
        String plain =
                value.signum() == 0 ? "0" : value.stripTrailingZeros().abs().toPlainString();
        int point = plain.indexOf('.');
        StringBuilder number = new StringBuilder(plain);
        for (int comma = (point < 0 ? plain.length() : point) - 3; comma > 0; comma -= 3) {
            number.insert(comma, ',');
        }
        return value.signum() < 0 ? "-" + number : number.toString();
    }

    private record Measure(BigDecimal factor, boolean volume) {
        static Measure mass(String milligrams) {
            return new Measure(new BigDecimal(milligrams), false);
        }

        static Measure volume(String millilitres) {
            return new Measure(new BigDecimal(millilitres), true);
        }
    }
}
