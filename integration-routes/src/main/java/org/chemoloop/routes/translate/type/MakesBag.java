package org.chemoloop.routes.translate.type;

import java.util.List;
import org.chemoloop.routes.translate.Segment;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BooleanType;
import org.jspecify.annotations.Nullable;

/** ORC → whether the line makes a bag: it has components, or a route that the table marks as hung or injected. */
final class MakesBag implements Converter {
    @Override
    public @Nullable Base convert(Cell cell) {
        if (!cell.beside("RXC").isEmpty()) {
            return new BooleanType(true);
        }
        CodeTable routes = cell.table();
        List<Segment> given = cell.beside("RXR");
        if (routes == null
                || (cell.beside("RXE").isEmpty() && cell.beside("RXO").isEmpty())) {
            return null;
        }
        for (Segment rxr : given) {
            CodeTable.Entry route = routes.find(rxr.field(1).repetition(1));
            if (route != null && route.says("bag")) {
                return new BooleanType(true);
            }
        }
        return new BooleanType(false);
    }
}
