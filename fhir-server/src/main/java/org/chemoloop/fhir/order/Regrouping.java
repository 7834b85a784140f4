package org.chemoloop.fhir.order;

import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.Words;
import org.chemoloop.fhir.order.OrderReview.Opinion;
import org.chemoloop.fhir.order.Recipe.PlannedBag;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/**
 * 组方 and 拆方: a nurse puts bags together or takes lines out of one, while nothing is made. The old labels are void, the
 * new bags begin at the beginning: somebody has to accept and release what is in them now.
 */
@Component
class Regrouping {

    private static final Set<MedicationRequestStatus> STANDING =
            Set.of(MedicationRequestStatus.DRAFT, MedicationRequestStatus.ACTIVE);

    private final Bags bags;
    private final OrderRules rules;

    Regrouping(Bags bags, OrderRules rules) {
        this.bags = bags;
        this.rules = rules;
    }

    /** The codes of the new bags with what a pharmacist should look at, or why nothing was done. */
    record Regrouped(Optional<Refusal> refusal, List<BagCode> fresh, List<Remark> remarks) {

        private static Regrouped no(Refusal refusal) {
            return new Regrouped(Optional.of(refusal), List.of(), List.of());
        }

        private static Regrouped no(String zh, String en, Object... values) {
            return no(Refusal.of(LoopIssue.WRONG_STATE, zh, en, values));
        }
    }

    Regrouped together(List<BagCode> codes, Message message) {
        List<BagCode> old = List.copyOf(new LinkedHashSet<>(codes));
        if (old.size() < 2) {
            return Regrouped.no("组方至少需要两袋药", "Regrouping takes two bags at least");
        }
        Optional<Refusal> objection = objection(old, message);
        if (objection.isPresent()) {
            return Regrouped.no(objection.get());
        }
        return MixedBag.together(old.stream().map(code -> read(code, message)).toList())
                .map(planned -> replace(old, List.of(planned), message))
                .orElseGet(() ->
                        Regrouped.no("同一条医嘱的两次给药不能合成一袋", "Two administrations of one order do not go into one bag"));
    }

    /** @param named order numbers of the lines to take out, or ids of theirs */
    Regrouped apart(BagCode code, Set<String> named, Message message) {
        Optional<Refusal> objection = objection(List.of(code), message);
        if (objection.isPresent()) {
            return Regrouped.no(objection.get());
        }
        MixedBag bag = read(code, message);
        Set<String> out = bag.lines().stream()
                .filter(line -> named.contains(line.number()) || named.contains(line.id()))
                .map(PrescriptionLine::id)
                .collect(Collectors.toSet());
        if (out.size() != named.size()) {
            return Regrouped.no("袋中没有所选的医嘱", "The bag does not hold all of the orders that were named");
        }
        return bag.without(out)
                .map(parts -> replace(List.of(code), parts, message))
                .orElseGet(() -> Regrouped.no(
                        "该袋不能这样拆分：须有医嘱留下，且每种成分属于一条医嘱",
                        "The bag cannot be split so: an order has to stay, and each component has to be one order's"));
    }

    private Regrouped replace(List<BagCode> old, List<PlannedBag> planned, Message message) {
        OrderReview review = rules.review(patient(planned.get(0)), List.of(), message);
        List<Remark> remarks = new ArrayList<>();
        for (PlannedBag bag : planned) {
            Opinion opinion = review.bag(bag, old);
            Optional<Remark> hard =
                    opinion.remarks().stream().filter(Remark::refuses).findFirst();
            if (hard.isPresent()) {
                return Regrouped.no(refusal(hard.get()));
            }
            bag.lines().forEach(line -> Flags.raise(line.resource(), opinion.remarks(), message));
            opinion.remarks().stream()
                    .filter(remark -> !remarks.contains(remark))
                    .forEach(remarks::add);
        }
        List<MedicationRequest> fresh =
                bags.replaceByHand(old, Bags.keyByHand(patient(planned.get(0)), old.get(0)), planned, message);
        record(old, fresh, message);
        return new Regrouped(
                Optional.empty(),
                fresh.stream()
                        .flatMap(bag -> Terms.identifier(bag.getIdentifier(), Terms.BAG).stream())
                        .map(code -> new BagCode(code.getValue()))
                        .toList(),
                remarks);
    }

    private static Refusal refusal(Remark remark) {
        return LoopIssue.ofCode(remark.code())
                .map(issue -> Refusal.of(issue, "%s", "%s", remark.words()))
                .orElseGet(() -> Refusal.of(LoopIssue.WRONG_STATE, "%s", "%s", remark.words()));
    }

    private Optional<Refusal> objection(List<BagCode> codes, Message message) {
        Set<String> patients = new LinkedHashSet<>();
        Set<String> routes = new LinkedHashSet<>();
        for (BagCode code : codes) {
            Optional<MedicationRequest> bag = message.chart().read(MedicationRequest.class, Bags.idOf(code));
            Optional<BagState> state =
                    message.chart().read(Task.class, Bags.idOf(code)).flatMap(BagOrder::stateOf);
            if (bag.isEmpty() || state.isEmpty()) {
                return Optional.of(Refusal.of(LoopIssue.UNKNOWN_BAG));
            }
            if (state.get().compareTo(BagState.PREPARED) >= 0) {
                LoopIssue issue = state.get() == BagState.VOID ? LoopIssue.VOID_LABEL : LoopIssue.WRONG_STATE;
                return Optional.of(Refusal.of(
                        issue,
                        "药袋 %s 现在是“%s”，不能组方或拆方",
                        "The bag %s is %s: it can be neither regrouped nor split",
                        code.value(),
                        state.get().words()));
            }
            if (!isStanding(bag.get(), code, message)) {
                return Optional.of(Refusal.of(LoopIssue.NOT_ACTIVE));
            }
            patients.add(bag.get().getSubject().getReference());
            routes.add(bag.get()
                    .getDosageInstructionFirstRep()
                    .getRoute()
                    .getCodingFirstRep()
                    .getCode());
        }
        if (patients.size() > 1) {
            return Optional.of(Refusal.of(LoopIssue.WRONG_PATIENT));
        }
        return routes.size() > 1
                ? Optional.of(Refusal.of(LoopIssue.WRONG_STATE, "给药途径不同，不能组方", "The bags have different routes"))
                : Optional.empty();
    }

    private boolean isStanding(MedicationRequest bag, BagCode code, Message message) {
        return STANDING.contains(bag.getStatus())
                && bags.linesIn(code, message).stream()
                        .flatMap(line -> message.chart().read(MedicationRequest.class, line).stream())
                        .allMatch(line -> STANDING.contains(line.getStatus()));
    }

    private MixedBag read(BagCode code, Message message) {
        MedicationRequest bag =
                message.chart().read(MedicationRequest.class, Bags.idOf(code)).orElseThrow();
        List<PrescriptionLine> lines = bags.linesIn(code, message).stream()
                .flatMap(line -> message.chart().read(MedicationRequest.class, line).stream())
                .map(PrescriptionLine::new)
                .toList();
        Medication contents = (Medication) bag.getContained().get(0);
        return new MixedBag(code, Rebagging.time(code, message), lines, contents.getIngredient());
    }

    private static String patient(PlannedBag bag) {
        return bag.lines().get(0).resource().getSubject().getReferenceElement().getIdPart();
    }

    /** Who made which bags out of which. */
    private static void record(List<BagCode> old, List<MedicationRequest> fresh, Message message) {
        Words words =
                Words.of(fresh.size() < old.size() ? "组方" : "拆方", fresh.size() < old.size() ? "regroup" : "split");
        Provenance provenance = new Provenance();
        fresh.forEach(bag -> provenance.addTarget(Chart.reference(bag)));
        provenance.setOccurred(new DateTimeType(message.date()));
        provenance.setRecorded(Date.from(message.now()));
        provenance.setActivity(Terms.concept(
                        Terms.LOOP_STATUS,
                        BagState.ORDERED.code(),
                        BagState.ORDERED.words().zh())
                .setText(words.zh()));
        provenance
                .addAgent()
                .getWho()
                .getIdentifier()
                .setSystem(Terms.sid("user"))
                .setValue(message.sender().name());
        old.forEach(code -> provenance
                .addEntity()
                .setRole(ProvenanceEntityRole.REVISION)
                .setWhat(new Reference("MedicationRequest/" + Bags.idOf(code))));
        provenance
                .addEntity()
                .setRole(ProvenanceEntityRole.SOURCE)
                .getWhat()
                .setIdentifier(message.source().identifier());
        message.chart().add(Provenance.class, provenance);
    }
}
