package org.chemoloop.routes.translate.type;

import java.util.ArrayList;
import java.util.List;
import org.chemoloop.routes.translate.Value;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** PL → Reference that says where in words: description, or point of care, room and bed. */
final class PlToReference implements Converter {
    @Override
    public @Nullable Reference convert(Cell cell) {
        Value pl = cell.value();
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
