package org.chemoloop.label.layout;

import java.math.BigDecimal;
import java.util.Map;

/**
 * A dose or a volume, written so that nobody misreads it by a factor of ten or a thousand.
 *
 * @see <a href="https://www.ismp.org/recommendations/error-prone-abbreviations-list">ISMP: error-prone
 *     abbreviations</a>
 */
public record Amount(BigDecimal value, String unit) {

    /** µg is misread as mg and U as 0: both are written out. */
    private static final Map<String, String> WRITTEN_OUT = Map.ofEntries(
            Map.entry("ug", "微克"),
            Map.entry("µg", "微克"),
            Map.entry("μg", "微克"),
            Map.entry("mcg", "微克"),
            Map.entry("U", "单位"),
            Map.entry("u", "单位"),
            Map.entry("IU", "国际单位"),
            Map.entry("[U]", "单位"),
            Map.entry("[iU]", "国际单位"),
            Map.entry("[IU]", "国际单位"),
            Map.entry("ml", "mL"),
            Map.entry("ML", "mL"),
            Map.entry("l", "L"),
            Map.entry("cc", "mL"));

    /** No trailing zero, a zero before the point, a space before the unit. */
    public String text() {
        String number = value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        String written = writtenUnit();
        return written.isEmpty() ? number : number + " " + written;
    }

    public boolean isVolume() {
        return writtenUnit().equals("mL");
    }

    private String writtenUnit() {
        return WRITTEN_OUT.getOrDefault(unit.strip(), unit.strip());
    }
}
