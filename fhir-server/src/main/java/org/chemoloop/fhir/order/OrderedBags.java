package org.chemoloop.fhir.order;

import java.util.Set;
import java.util.TreeSet;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.server.rows.StoredIdentifiers;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.springframework.stereotype.Component;

/** Knows which bags an order may touch, before it is carried out. */
@Component
public class OrderedBags {

    private final BagLines lines;
    private final StoredIdentifiers identifiers;

    OrderedBags(BagLines lines, StoredIdentifiers identifiers) {
        this.lines = lines;
        this.identifiers = identifiers;
    }

    /** The bags of the line, and those that hold other lines of its group. */
    public Set<BagCode> concernedBy(MedicationRequest said) {
        PrescriptionLine line = new PrescriptionLine(said);
        Set<BagCode> bags = new TreeSet<>(java.util.Comparator.comparing(BagCode::value));
        if (!line.hasIdentity()) {
            return bags;
        }
        bags.addAll(lines.bagsOf(DerivedId.of('l', line.identity())));
        if (line.placerOrder().isEmpty()) {
            identifiers.find("MedicationRequest", line.identity()).forEach(id -> bags.addAll(lines.bagsOf(id)));
        }
        if (line.recipeGroup().isPresent() || line.parent().isPresent()) {
            bags.addAll(
                    lines.bagsOfRecipe(Recipe.of(java.util.List.of(line)).get(0).key()));
        }
        return bags;
    }
}
