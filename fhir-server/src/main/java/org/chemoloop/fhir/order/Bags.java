package org.chemoloop.fhir.order;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.Decision;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.order.Recipe.PlannedBag;
import org.chemoloop.fhir.outbox.LoopEvent;
import org.chemoloop.fhir.outbox.Outbox;
import org.chemoloop.fhir.scan.BagMoves;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/** Orders bags for recipes, replaces and withdraws them, and announces each. */
@Component
class Bags {

    private static final Set<MedicationRequestStatus> STANDING =
            Set.of(MedicationRequestStatus.DRAFT, MedicationRequestStatus.ACTIVE, MedicationRequestStatus.ONHOLD);

    private static final String BY_HAND = "|hand|";

    private final BagCodes codes;
    private final BagLines lines;
    private final BagMoves moves;
    private final Contents contents;
    private final DrugHistory history;
    private final Outbox outbox;

    Bags(BagCodes codes, BagLines lines, BagMoves moves, Contents contents, DrugHistory history, Outbox outbox) {
        this.codes = codes;
        this.lines = lines;
        this.moves = moves;
        this.contents = contents;
        this.history = history;
        this.outbox = outbox;
    }

    /** A bag and where it is in the loop. */
    record Standing(BagCode code, BagState state) {

        boolean isOpen() {
            return !state.isEnded();
        }

        boolean isMade() {
            return state.compareTo(BagState.PREPARED) >= 0;
        }

        boolean isRunning() {
            return state == BagState.INFUSING || state == BagState.PAUSED;
        }
    }

    /** The planned bags of a recipe, a drug that only dilutes marked as such. */
    List<PlannedBag> plan(Recipe recipe) {
        List<PlannedBag> planned = recipe.plannedBags();
        planned.stream()
                .flatMap(bag -> bag.ingredients().stream())
                .filter(ingredient -> !ingredient.hasIsActive())
                .forEach(
                        ingredient -> ingredient.setIsActive(!contents.isDiluent(ingredient.getItemCodeableConcept())));
        return planned;
    }

    /** @param key by which later lines find these bags, see {@link Recipe} */
    List<MedicationRequest> order(String key, List<PlannedBag> planned, Message message) {
        List<MedicationRequest> ordered = new ArrayList<>();
        for (PlannedBag bag : planned) {
            ordered.add(order(key, bag, LoopEvent.BAG_ORDERED, List.of(), message));
        }
        return ordered;
    }

    private MedicationRequest order(
            String key, PlannedBag planned, LoopEvent event, List<BagCode> instead, Message message) {
        BagCode code = codes.next();
        List<MedicationRequest> basis =
                planned.lines().stream().map(PrescriptionLine::resource).toList();
        BagOrder order = BagOrder.of(code, planned, basis, message.date());
        instead.stream().findFirst().ifPresent(old -> order.bag().setPriorPrescription(reference(old)));
        instead.stream()
                .skip(1)
                .forEach(old -> order.bag().addExtension(new Extension(Terms.ALSO_REPLACES, reference(old))));
        MedicationRequest bag = message.chart().create(MedicationRequest.class, order.bag());
        Task task = message.chart().create(Task.class, order.task());
        lines.add(code, planned.lines().stream().map(PrescriptionLine::id).toList(), key);
        history.add(
                idOf(code),
                bag.getSubject().getReferenceElement().getIdPart(),
                planned.lines().get(0).prescription().orElse(""),
                contents.of(planned.ingredients()),
                planned.time().map(OffsetDateTime::toInstant).orElse(message.now()));
        announce(event, bag, task, basis, message);
        return bag;
    }

    /** The label of each old bag becomes void, a new bag takes its place. */
    void replace(List<BagCode> old, String key, List<PlannedBag> planned, Message message) {
        voidLabels(old, message);
        for (int i = 0; i < planned.size(); i++) {
            List<BagCode> instead = i < old.size() ? List.of(old.get(i)) : List.of();
            LoopEvent event = instead.isEmpty() ? LoopEvent.BAG_ORDERED : LoopEvent.BAG_CHANGED;
            order(key, planned.get(i), event, instead, message);
        }
    }

    /** Each of the new bags holds something of the old ones, so each names them all. */
    List<MedicationRequest> replaceByHand(List<BagCode> old, String key, List<PlannedBag> planned, Message message) {
        voidLabels(old, message);
        return planned.stream()
                .map(bag -> order(key, bag, LoopEvent.BAG_CHANGED, old, message))
                .toList();
    }

    private void voidLabels(List<BagCode> old, Message message) {
        for (BagCode code : old) {
            Decision decision = moves.voidLabel(code, message.sender(), message.source());
            decision.fold(
                    moved -> code,
                    late -> code,
                    repeated -> code,
                    warned -> stays(code, warned.why()),
                    refused -> stays(code, refused.why()));
            lines.forget(code);
            history.forget(idOf(code));
            withdrawn(code, message);
        }
    }

    /** A label that stays good beside a new bag would be given too: nothing of this message may take effect. */
    private static BagCode stays(BagCode code, Refusal why) {
        throw new IllegalStateException(
                "bag=" + code + " label stays because=" + why.issue().code());
    }

    private static Reference reference(BagCode bag) {
        return new Reference("MedicationRequest/" + idOf(bag));
    }

    /** Nothing is void in the PIVAS until it hears of it; the loop itself announces only cancelled orders. */
    private void withdrawn(BagCode code, Message message) {
        Optional<MedicationRequest> bag = message.chart().read(MedicationRequest.class, idOf(code));
        Optional<Task> task = message.chart().read(Task.class, idOf(code));
        if (bag.isPresent() && task.isPresent()) {
            List<MedicationRequest> basis = bag.get().getBasedOn().stream()
                    .flatMap(line ->
                            message
                                    .chart()
                                    .read(
                                            MedicationRequest.class,
                                            line.getReferenceElement().getIdPart())
                                    .stream())
                    .toList();
            announce(LoopEvent.BAG_CANCELLED, bag.get(), task.get(), basis, message);
        }
    }

    Decision cancel(BagCode bag, Message message) {
        history.forget(idOf(bag));
        return moves.cancel(bag, message.sender(), message.source());
    }

    /** A line without a bag will not be taken: it counts no more among the patient's drugs. */
    void forgetLine(String line) {
        history.forget(line);
    }

    List<Standing> of(String line, Message message) {
        return lines.bagsOf(line).stream()
                .flatMap(code -> standing(code, message).stream())
                .toList();
    }

    private static Optional<Standing> standing(BagCode code, Message message) {
        return message.chart()
                .read(Task.class, idOf(code))
                .flatMap(BagOrder::stateOf)
                .map(state -> new Standing(code, state));
    }

    /** The lines that share a bag. */
    Set<String> linesIn(BagCode code, Message message) {
        Set<String> ids = new LinkedHashSet<>();
        message.chart()
                .read(MedicationRequest.class, idOf(code))
                .ifPresent(bag -> bag.getBasedOn()
                        .forEach(line -> ids.add(line.getReferenceElement().getIdPart())));
        return ids;
    }

    /** The key under which bags stay findable when they are planned anew. */
    String keyOf(List<BagCode> old, Recipe recipe) {
        return old.stream()
                .flatMap(code -> lines.recipeOf(code).stream())
                .findFirst()
                .orElseGet(() -> key(recipe));
    }

    /** Under this key no later line finds a bag that people put together or took apart. */
    static String keyByHand(String patient, BagCode first) {
        return patient + BY_HAND + first;
    }

    /** Whether people have put the bag together or taken it apart: no plan may undo that. */
    boolean isByHand(BagCode code) {
        return lines.recipeOf(code).filter(key -> key.contains(BY_HAND)).isPresent();
    }

    /** Two patients may have a prescription of the same number. */
    static String key(Recipe recipe) {
        String patient = recipe.lines()
                .get(0)
                .resource()
                .getSubject()
                .getReferenceElement()
                .getIdPart();
        return patient + "|" + recipe.key();
    }

    /** The lines of a recipe that came earlier and still stand. */
    Map<String, PrescriptionLine> earlier(String key, Message message) {
        Map<String, PrescriptionLine> found = new LinkedHashMap<>();
        for (String id : lines.linesOf(key)) {
            message.chart()
                    .read(MedicationRequest.class, id)
                    .filter(line -> STANDING.contains(line.getStatus()))
                    .ifPresent(line -> found.put(id, new PrescriptionLine(line)));
        }
        return found;
    }

    private void announce(
            LoopEvent event, MedicationRequest bag, Task task, List<MedicationRequest> basis, Message message) {
        List<Resource> snapshot = new ArrayList<>(basis);
        Chart chart = message.chart();
        chart.recall(Patient.class, bag.getSubject()).ifPresent(snapshot::add);
        chart.recall(Encounter.class, bag.getEncounter()).ifPresent(snapshot::add);
        snapshot.add(task);
        outbox.announce(event, bag, snapshot);
    }

    static String idOf(BagCode code) {
        return "bag-" + code;
    }
}
