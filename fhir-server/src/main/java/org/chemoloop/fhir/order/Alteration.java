package org.chemoloop.fhir.order;

import java.util.ArrayList;
import java.util.List;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.order.Bags.Standing;
import org.chemoloop.fhir.order.Recipe.PlannedBag;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.springframework.stereotype.Component;

/** Changes an order (XO, RP) while nothing of it is made: old labels become void, new bags take their place. */
@Component
class Alteration {

    private final OrderRules rules;
    private final Bags bags;
    private final Rebagging rebagging;

    Alteration(OrderRules rules, Bags bags, Rebagging rebagging) {
        this.rules = rules;
        this.bags = bags;
        this.rebagging = rebagging;
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
        if (!open || standing.stream().anyMatch(Standing::isMade)) {
            return refused(line, tooLate());
        }
        PrescriptionLine next = next(stored, asked.line());
        List<Remark> remarks = new ArrayList<>(rules.judge(next, message.chart()));
        List<PlannedBag> planned =
                next.makesBag() ? bags.plan(Recipe.of(List.of(next)).get(0)) : List.of();
        planned.stream().findFirst().ifPresent(bag -> remarks.addAll(rules.judge(bag.ingredients())));
        if (remarks.stream().anyMatch(Remark::refuses)) {
            Flags.raise(line, remarks, message);
            return EntryOutcome.refused(line, remarks);
        }
        EntryOutcome outcome = EntryOutcome.of(message.chart().replace(MedicationRequest.class, line, next.resource()))
                .with(remarks);
        Flags.raise(next.resource(), remarks, message);
        if (next.makesBag()) {
            rebagging.again(
                    next,
                    standing.stream()
                            .filter(Standing::isOpen)
                            .map(Standing::code)
                            .toList(),
                    message);
        }
        return outcome;
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
                "药袋已配制或医嘱已结束，不能更改；请作废后重开",
                "The bag is prepared or the order has ended: cancel it and order anew");
    }

    private static EntryOutcome refused(MedicationRequest line, Remark why) {
        return EntryOutcome.refused(line, List.of(why));
    }
}
