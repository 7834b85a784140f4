package org.chemoloop.fhir.order;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.order.Recipe.PlannedBag;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Plans bags anew when a line of theirs is withdrawn or changed: void labels, new bags for the lines that stay. */
@Component
class Rebagging {

    private final Bags bags;

    Rebagging(Bags bags) {
        this.bags = bags;
    }

    /** Each of these bags without these lines; the planned time of the bag stays. */
    void without(Set<String> withdrawn, Set<BagCode> shared, Message message) {
        for (BagCode code : shared) {
            Set<String> stay = new LinkedHashSet<>(bags.linesIn(code, message));
            stay.removeAll(withdrawn);
            again(code, stay, message);
        }
    }

    /** What the bags would be after one of their lines has changed. */
    List<PlannedBag> planned(PrescriptionLine changed, List<BagCode> old, Message message) {
        if (old.stream().anyMatch(bags::isByHand)) {
            return old.stream().map(code -> planned(changed, code, message)).toList();
        }
        return bags.plan(recipe(changed, old, message));
    }

    /** The same bags for the same lines, after one of the lines has changed. */
    void again(PrescriptionLine changed, List<BagCode> old, Message message) {
        if (old.stream().anyMatch(bags::isByHand)) {
            // What nurses put together stays together: each bag is made anew for itself.
            for (BagCode code : old) {
                Recipe own = recipe(changed, List.of(code), message);
                bags.replace(
                        List.of(code),
                        bags.keyOf(List.of(code), own),
                        List.of(planned(changed, code, message)),
                        message);
            }
            return;
        }
        Recipe recipe = recipe(changed, old, message);
        bags.replace(old, bags.keyOf(old, recipe), bags.plan(recipe), message);
    }

    private PlannedBag planned(PrescriptionLine changed, BagCode code, Message message) {
        Recipe recipe = recipe(changed, List.of(code), message);
        PlannedBag first = bags.plan(recipe).get(0);
        return new PlannedBag(time(code, message).or(first::time), recipe.lines(), first.ingredients());
    }

    private Recipe recipe(PrescriptionLine changed, List<BagCode> old, Message message) {
        Set<String> lines = new TreeSet<>();
        lines.add(changed.id());
        old.forEach(code -> lines.addAll(bags.linesIn(code, message)));
        List<PrescriptionLine> together = read(lines, changed, message);
        return new Recipe(Recipe.of(together).get(0).key(), together);
    }

    private void again(BagCode code, Set<String> stay, Message message) {
        List<PrescriptionLine> together = read(stay, null, message);
        Recipe recipe = new Recipe(Recipe.of(together).get(0).key(), together);
        PlannedBag first = bags.plan(recipe).get(0);
        PlannedBag planned = new PlannedBag(time(code, message).or(first::time), together, first.ingredients());
        bags.replace(List.of(code), bags.keyOf(List.of(code), recipe), List.of(planned), message);
    }

    static Optional<OffsetDateTime> time(BagCode code, Message message) {
        return message.chart()
                .read(MedicationRequest.class, Bags.idOf(code))
                .map(bag -> bag.getDosageInstructionFirstRep().getTiming())
                .filter(timing -> timing.hasEvent())
                .map(timing -> (DateTimeType) timing.getEvent().get(0))
                .map(AdministrationPlan::at);
    }

    private static List<PrescriptionLine> read(Set<String> ids, @Nullable PrescriptionLine changed, Message message) {
        Map<String, PrescriptionLine> lines = new LinkedHashMap<>();
        for (String id : ids) {
            if (changed != null && id.equals(changed.id())) {
                lines.put(id, changed);
            } else {
                message.chart()
                        .read(MedicationRequest.class, id)
                        .ifPresent(line -> lines.put(id, new PrescriptionLine(line)));
            }
        }
        return new ArrayList<>(lines.values());
    }
}
