package org.chemoloop.fhir.order;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.order.Bags.Standing;
import org.chemoloop.fhir.order.Chart.Kept;
import org.chemoloop.fhir.order.OrderReview.Opinion;
import org.chemoloop.fhir.order.Recipe.PlannedBag;
import org.chemoloop.fhir.server.HeldRows;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.springframework.stereotype.Component;

/** Takes new orders: checks them, stores the lines, and orders the bags they make. */
@Component
class Placement {

    private static final Remark TOO_MANY = Remark.flag(
            LoopIssue.DOSE_HIGH,
            "给药次数超过 " + AdministrationPlan.MOST + " 次，只计划前 " + AdministrationPlan.MOST + " 袋",
            "More than " + AdministrationPlan.MOST + " administrations: only that many bags are planned");

    private final OrderRules rules;
    private final Bags bags;
    private final BagCodes codes;
    private final HeldRows rows;

    Placement(OrderRules rules, Bags bags, BagCodes codes, HeldRows rows) {
        this.rules = rules;
        this.bags = bags;
        this.codes = codes;
        this.rows = rows;
    }

    /** The same order twice in one message. */
    private record Repeat(int index, Asked first) {}

    /** An order and what was found about it. */
    private record Judged(Asked asked, Opinion opinion) {}

    /** Orders that stand side by side in a message may share a bag, so they are taken together. */
    Map<Integer, EntryOutcome> place(List<Asked> orders, Message message) {
        Map<Integer, EntryOutcome> outcomes = new HashMap<>();
        Map<String, Asked> fresh = new LinkedHashMap<>();
        List<Repeat> repeats = new ArrayList<>();
        for (Asked asked : orders) {
            Optional<EntryOutcome> known = asked.stored().flatMap(stored -> known(asked, stored));
            Asked first = fresh.get(asked.line().number());
            if (known.isPresent()) {
                outcomes.put(asked.index(), known.get());
            } else if (first == null) {
                fresh.put(asked.line().number(), asked);
            } else if (first.line().orders(asked.line())) {
                repeats.add(new Repeat(asked.index(), first));
            } else {
                outcomes.put(asked.index(), EntryOutcome.refused(usedBefore()));
            }
        }
        takeNew(List.copyOf(fresh.values()), outcomes, message);
        for (Repeat repeat : repeats) {
            EntryOutcome first = outcomes.get(repeat.first().index());
            if (first != null) {
                outcomes.put(repeat.index(), first);
            }
        }
        return outcomes;
    }

    /** The number is known: the same again has no second effect; empty when it may be tried again. */
    private static Optional<EntryOutcome> known(Asked asked, PrescriptionLine stored) {
        if (isRefusedBefore(stored)) {
            return asked.isOfAnotherPatient() ? Optional.of(EntryOutcome.refused(usedBefore())) : Optional.empty();
        }
        MedicationRequestStatus status = stored.resource().getStatus();
        boolean withdrawn = status == MedicationRequestStatus.CANCELLED || status == MedicationRequestStatus.STOPPED;
        if (withdrawn || !stored.orders(asked.line())) {
            return Optional.of(EntryOutcome.refused(withdrawn ? withdrawnBefore() : usedBefore()));
        }
        return Optional.of(EntryOutcome.unchanged(stored.resource()));
    }

    private static boolean isRefusedBefore(PrescriptionLine stored) {
        return stored.resource().getStatus() == MedicationRequestStatus.CANCELLED
                && stored.resource().getStatusReason().getCoding().stream()
                        .anyMatch(coding -> Terms.LOOP_ISSUE.equals(coding.getSystem()));
    }

    private static Remark usedBefore() {
        return Remark.duplicateKey(
                "该医嘱号已用于另一条内容不同的医嘱，请使用新的医嘱号，或用 XO 更改",
                "This order number was used for an order with other content: send a new number, or XO to change it");
    }

    private static Remark withdrawnBefore() {
        return Remark.duplicateKey(
                "该医嘱号的医嘱已作废，请使用新的医嘱号", "The order with this number was withdrawn: send it again under a new number");
    }

    private void takeNew(List<Asked> orders, Map<Integer, EntryOutcome> outcomes, Message message) {
        if (orders.isEmpty()) {
            return;
        }
        OrderReview review = rules.review(
                patient(orders.get(0)), orders.stream().map(Asked::line).toList(), message);
        List<PrescriptionLine> hung = new ArrayList<>();
        for (Asked asked : orders) {
            if (asked.line().makesBag()) {
                hung.add(asked.line());
            } else {
                Opinion opinion = review.withoutBag(asked.line());
                outcomes.put(asked.index(), store(asked, opinion, MedicationRequestStatus.ACTIVE, message));
            }
        }
        List<Recipe> recipes = Recipe.of(hung);
        for (Recipe recipe : recipes) {
            List<Asked> own = orders.stream()
                    .filter(asked -> recipe.lines().contains(asked.line()))
                    .toList();
            takeNew(recipe, own, review, outcomes, message);
            if (recipes.size() > 1) {
                rows.settle();
            }
        }
    }

    private static String patient(Asked asked) {
        return asked.line().resource().getSubject().getReferenceElement().getIdPart();
    }

    private void takeNew(
            Recipe recipe,
            List<Asked> orders,
            OrderReview review,
            Map<Integer, EntryOutcome> outcomes,
            Message message) {
        String key = Bags.key(recipe);
        Map<String, PrescriptionLine> earlier = recipe.isOpenToOtherMessages() ? bags.earlier(key, message) : Map.of();
        List<Standing> standing = earlier.keySet().stream()
                .flatMap(line -> bags.of(line, message).stream())
                .filter(Standing::isOpen)
                .distinct()
                .toList();
        List<BagCode> instead = standing.stream().map(Standing::code).toList();
        boolean tooLate = !earlier.isEmpty()
                && (standing.isEmpty()
                        || standing.stream().anyMatch(Standing::isMade)
                        || instead.stream().anyMatch(bags::isByHand));
        List<PrescriptionLine> together = new ArrayList<>(tooLate ? List.of() : earlier.values());
        together.addAll(recipe.lines());
        List<PlannedBag> planned = bags.plan(new Recipe(recipe.key(), together));

        Opinion shared = planned.stream()
                .findFirst()
                .map(bag -> review.bag(bag, instead))
                .orElseGet(() -> new Opinion(List.of(), Set.of(), false));
        List<Judged> judged = judge(orders, recipe, review, shared, tooLate);
        for (Judged one : judged) {
            outcomes.put(
                    one.asked().index(), store(one.asked(), one.opinion(), MedicationRequestStatus.DRAFT, message));
        }
        if (judged.stream().anyMatch(one -> one.opinion().refuses())) {
            return;
        }
        if (standing.isEmpty()) {
            bags.order(key, planned, message);
        } else {
            bags.replace(instead, key, planned, message);
        }
    }

    /** A bag without one of its drugs is no bag: what refuses one line refuses all lines of the recipe. */
    private static List<Judged> judge(
            List<Asked> orders, Recipe recipe, OrderReview review, Opinion ofBag, boolean tooLate) {
        List<Judged> alone = orders.stream()
                .map(asked -> new Judged(asked, review.line(asked.line())))
                .toList();
        List<Remark> shared = new ArrayList<>();
        alone.forEach(
                one -> one.opinion().remarks().stream().filter(Remark::refuses).forEach(shared::add));
        shared.addAll(ofBag.remarks());
        if (tooLate) {
            shared.add(tooLate());
        }
        if (recipe.isCut()) {
            shared.add(TOO_MANY);
        }
        Opinion all = new Opinion(shared, ofBag.notChecked(), ofBag.holds());
        return alone.stream()
                .map(one -> new Judged(one.asked(), one.opinion().and(all)))
                .toList();
    }

    private static Remark tooLate() {
        return Remark.refusal(
                LoopIssue.WRONG_STATE,
                "同组药品已配制或已用，不能再加入，请另开一组",
                "The other drugs of this group are prepared or given already: order this one in a group of its own");
    }

    private EntryOutcome store(Asked asked, Opinion opinion, MedicationRequestStatus accepted, Message message) {
        List<Remark> remarks = opinion.remarks();
        MedicationRequest line = asked.line().resource();
        opinion.notChecked().forEach(rule -> line.addExtension(new Extension(Terms.NOT_CHECKED, new CodeType(rule))));
        Optional<Remark> refusal = remarks.stream().filter(Remark::refuses).findFirst();
        line.getExtension().removeIf(extension -> Terms.ORDER_CONTROL.equals(extension.getUrl()));
        line.setStatus(opinion.holds() ? MedicationRequestStatus.ONHOLD : accepted);
        if (opinion.holds()) {
            line.setStatusReason(Terms.concept(Terms.LOOP_ISSUE, LoopIssue.LAB_GATE.code(), null)
                    .setText("检验未达标，医嘱暂停，由医生恢复"));
        }
        if (refusal.isPresent()) {
            line.setStatus(MedicationRequestStatus.CANCELLED);
        }
        refusal.ifPresent(why -> line.setStatusReason(Terms.concept(Terms.LOOP_ISSUE, why.code(), null)
                .setText(why.words().zh())));
        rules.prescriber(asked.line(), message.chart())
                .ifPresent(doctor -> line.getRequester().setReference(doctor.literal()));
        number(asked, line);

        Kept<MedicationRequest> kept = keep(asked, line, message);
        Flags.raise(line, remarks, message);
        if (refusal.isPresent()) {
            rejected(line, message);
            return EntryOutcome.refused(kept.resource(), remarks);
        }
        if (!asked.line().makesBag()) {
            remember(asked.line(), message);
        }
        return EntryOutcome.of(kept).with(remarks);
    }

    /** A tablet may be the premedication of a bag. */
    private void remember(PrescriptionLine line, Message message) {
        rules.history()
                .add(
                        line.id(),
                        line.resource().getSubject().getReferenceElement().getIdPart(),
                        line.prescription().orElse(""),
                        rules.contents(line),
                        AdministrationPlan.of(line.resource().getDosageInstruction())
                                .times()
                                .get(0)
                                .map(OffsetDateTime::toInstant)
                                .orElse(message.now()));
    }

    private static Kept<MedicationRequest> keep(Asked asked, MedicationRequest line, Message message) {
        if (asked.stored().isPresent()) {
            return message.chart()
                    .replace(MedicationRequest.class, asked.stored().get().resource(), line);
        }
        line.setId(
                new IdType("MedicationRequest", DerivedId.of('l', asked.line().identity())));
        return new Kept<>(message.chart().create(MedicationRequest.class, line), true, true);
    }

    /** Every line we take gets a number of ours, unless the sender says one for us. */
    private void number(Asked asked, MedicationRequest line) {
        if (asked.line().fillerOrder().isEmpty()) {
            Identifier own = asked.stored()
                    .flatMap(PrescriptionLine::fillerOrder)
                    .orElseGet(
                            () -> new Identifier().setSystem(Terms.FILLER_ORDER).setValue(codes.nextFillerOrder()));
            line.addIdentifier(own.copy());
        }
    }

    /** Where people look for the steps of the loop they find the refused order too. */
    private static void rejected(MedicationRequest line, Message message) {
        Task task = new Task();
        String id = DerivedId.of('t', Terms.PLACER_ORDER, line.getIdElement().getIdPart());
        task.setStatus(TaskStatus.REJECTED);
        task.setIntent(TaskIntent.ORDER);
        task.setBusinessStatus(BagOrder.status(BagState.REJECTED));
        task.setFocus(Chart.reference(line));
        task.setFor(line.getSubject().copy());
        task.addBasedOn(Chart.reference(line));
        task.setStatusReason(line.getStatusReason().copy());
        task.setAuthoredOn(message.date());
        if (message.chart().read(Task.class, id).isEmpty()) {
            task.setId(new IdType("Task", id));
            message.chart().create(Task.class, task);
        }
    }
}
