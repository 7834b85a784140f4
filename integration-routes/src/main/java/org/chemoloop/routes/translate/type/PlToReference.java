package org.chemoloop.routes.translate.type;

import java.util.ArrayList;
import java.util.List;
import org.chemoloop.routes.translate.Value;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * PL → Reference that says where in words: description, or point of care, room and bed; with a system also which bed.
 */
final class PlToReference implements Converter {
    @Override
    public @Nullable Reference convert(Cell cell) {
        Value pl = cell.value();
        Reference place = words(pl);
        String system = cell.system();
        if (system != null && !pl.text(3).isEmpty()) {
            // The bed of the PL is what the row's system numbers: a seat.
            return (place == null ? new Reference() : place)
                    .setIdentifier(new Identifier().setSystem(Terms.sid(system)).setValue(pl.text(3)));
        }
        return place;
    }

    private static @Nullable Reference words(Value pl) {
        if (!pl.text(9).isEmpty()) {
            return new Reference().setDisplay(pl.text(9));
        }
        List<String> words = new ArrayList<>();
        for (int part = 1; part <= 4; part++) {
            String text = pl.text(part);
            if (!text.isEmpty()) {
                words.add(text);
            }
        }
        return words.isEmpty() ? null : new Reference().setDisplay(String.join(" ", words));
    }
}
