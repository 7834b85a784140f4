package org.chemoloop.fhir.order;

import java.util.List;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.order.Bags.Standing;
import org.chemoloop.fhir.order.OrderReview.Opinion;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.springframework.stereotype.Component;

/** Changes an order (XO, RP) while nothing of it is given: old labels become void, new bags take their place. */
@Component
class Alteration {

    private final OrderRules rules;
    private final Bags bags;
    private final Rebagging rebagging;
    private final MadeBagPolicy policy;

    Alteration(OrderRules rules, Bags bags, Rebagging rebagging, MadeBagPolicy policy) {
        this.rules = rules;
        this.bags = bags;
        this.rebagging = rebagging;
        this.policy = policy;
    }

    EntryOutcome change(Asked asked, Message message) {
        PrescriptionLine stored = asked.stored().orElseThrow();
        MedicationRequest line = stored.resource();
        if (stored.orders(asked.line())) {
            return EntryOutcome.unchanged(line);
        }
        List<Standing> standing = bags.of(stored.id(), message);
        boolean open = line.getStatus() == MedicationRequestStatus.DRAFT
                || line.getStatus() == MedicationRequestStatus.ACTIVE
                || line.getStatus() == MedicationRequestStatus.ONHOLD;
        if (!open || standing.stream().anyMatch(this::isTooLate)) {
            return refused(line, tooLate());
        }
        PrescriptionLine next = next(stored, asked.line());
        List<BagCode> old =
                standing.stream().filter(Standing::isOpen).map(Standing::code).toList();
        boolean byHand = old.stream().anyMatch(bags::isByHand);
        if (byHand
                && AdministrationPlan.of(next.resource().getDosageInstruction()).count() != old.size()) {
            return refused(line, byHand());
        }
        Opinion opinion = opinion(next, old, message);
        List<Remark> remarks = opinion.remarks();
        if (opinion.refuses()) {
            Flags.raise(line, remarks, message);
            return EntryOutcome.refused(line, remarks);
        }
        EntryOutcome outcome = EntryOutcome.of(message.chart().replace(MedicationRequest.class, line, next.resource()))
                .with(remarks);
        Flags.raise(next.resource(), remarks, message);
        if (standing.stream().anyMatch(Standing::isMade)) {
            outcome = outcome.with(List.of(madeAlready()));
        }
        if (next.makesBag()) {
            rebagging.again(next, old, message);
        }
        return outcome;
    }

    /** What is in the patient is in the patient; what is only mixed is thrown away, where the site bears that. */
    private boolean isTooLate(Standing bag) {
        return bag.state().compareTo(BagState.INFUSING) >= 0 || bag.isMade() && !policy.changesMadeBags();
    }

    private Opinion opinion(PrescriptionLine next, List<BagCode> old, Message message) {
        OrderReview review =
                rules.review(next.resource().getSubject().getReferenceElement().getIdPart(), List.of(), message);
        if (!next.makesBag()) {
            return review.withoutBag(next);
        }
        return rebagging.planned(next, old, message).stream()
                .findFirst()
                .map(bag -> review.line(next).and(review.bag(bag, old)))
                .orElseGet(() -> review.line(next));
    }

    private PrescriptionLine next(PrescriptionLine stored, PrescriptionLine said) {
        MedicationRequest next = Overlay.over(stored.resource(), said.resource());
        next.getExtension().removeIf(extension -> Terms.ORDER_CONTROL.equals(extension.getUrl()));
        next.setStatus(stored.resource().getStatus());
        stored.fillerOrder()
                .filter(filler -> said.fillerOrder().isEmpty())
                .ifPresent(filler -> next.addIdentifier(filler.copy()));
        return new PrescriptionLine(next);
    }

    private static Remark tooLate() {
        return Remark.refusal(
                LoopIssue.WRONG_STATE,
                "药袋已配制、已用或医嘱已结束，不能更改；请作废后重开",
                "The bag is prepared or given, or the order has ended: cancel it and order anew");
    }

    private static Remark madeAlready() {
        return Remark.flag(
                LoopIssue.WRONG_STATE,
                "原药袋已配制，标签已作废，按规定退回或销毁",
                "The old bag was prepared already: its label is void, it will be returned or destroyed");
    }

    /** Which of the bags that people put together would another one belong to? */
    private static Remark byHand() {
        return Remark.refusal(
                LoopIssue.WRONG_STATE,
                "药袋已由护士组方或拆方，不能再更改次数；请作废后重开",
                "The bags were regrouped by hand, how many there are cannot change: cancel the order and order anew");
    }

    private static EntryOutcome refused(MedicationRequest line, Remark why) {
        return EntryOutcome.refused(line, List.of(why));
    }
}
