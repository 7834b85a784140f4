package org.chemoloop.routes.translate.type;

import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/** The lot numbers of everything that went into one bag → one string that names them all. */
final class LotsToString implements Converter {
    @Override
    public boolean completes() {
        return true;
    }

    @Override
    public boolean collects() {
        return true;
    }

    @Override
    public @Nullable Base convert(Cell cell) {
        String lot = cell.value().wholeText();
        if (!(cell.begun() instanceof StringType begun) || begun.isEmpty()) {
            return lot.isEmpty() ? null : new StringType(lot);
        }
        String lots = begun.getValue();
        return lot.isEmpty() || List.of(lots.split(", ")).contains(lot) ? begun : new StringType(lots + ", " + lot);
    }
}
