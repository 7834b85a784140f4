package org.chemoloop.routes.translate.type;

import java.math.BigDecimal;
import org.chemoloop.routes.translate.Value;
import org.hl7.fhir.r4.model.Timing.TimingRepeatComponent;
import org.hl7.fhir.r4.model.Timing.UnitsOfTime;
import org.jspecify.annotations.Nullable;

/** CQ such as {@code 90^min} → how long one administration takes; R4 knows no duration without its unit. */
final class CqToOccurrence implements Converter {
    @Override
    public boolean completes() {
        return true;
    }

    @Override
    public @Nullable TimingRepeatComponent convert(Cell cell) {
        BigDecimal number = NmToQuantity.amount(cell);
        Value sent = cell.value().part(2);
        if (number == null) {
            return null;
        }
        CodeTable units = cell.table("HL70255-duration");
        CodeTable.Entry unit = units.find(sent);
        if (unit == null || unit.code() == null) {
            cell.unknown(
                    units,
                    CweToCodeableConcept.firstText(sent.text(1), sent.text(2)),
                    sent.words(2),
                    false,
                    "The unit of time \"" + sent.wholeText() + "\" of " + cell.name()
                            + " is unknown: the duration is left out.");
            return null;
        }
        TimingRepeatComponent repeat =
                cell.begun() instanceof TimingRepeatComponent begun ? begun : new TimingRepeatComponent();
        return repeat.setDuration(number).setDurationUnit(UnitsOfTime.fromCode(unit.code()));
    }
}
