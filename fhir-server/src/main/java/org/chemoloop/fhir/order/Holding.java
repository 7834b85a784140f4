package org.chemoloop.fhir.order;

import java.util.List;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.order.Bags.Standing;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.springframework.stereotype.Component;

/** Puts an order on hold and lets it go on: the loop moves no bag of a line that is on hold towards the patient. */
@Component
class Holding {

    private final Bags bags;

    Holding(Bags bags) {
        this.bags = bags;
    }

    EntryOutcome hold(Asked asked, Message message) {
        MedicationRequest line = asked.stored().orElseThrow().resource();
        List<Standing> standing = bags.of(line.getIdElement().getIdPart(), message);
        return switch (line.getStatus()) {
            case ONHOLD -> EntryOutcome.unchanged(line);
            case DRAFT, ACTIVE ->
                standing.stream().anyMatch(Standing::isRunning)
                        ? refused(
                                line, "药液正在输注，不能暂停医嘱；请通知护士在床旁暂停", "The bag is being infused: ask the nurse to pause it")
                        : moved(line, MedicationRequestStatus.ONHOLD, message);
            case COMPLETED, CANCELLED, STOPPED, ENTEREDINERROR, UNKNOWN, NULL ->
                refused(line, "医嘱已结束，不能暂停", "The order has ended: it cannot be held");
        };
    }

    EntryOutcome release(Asked asked, Message message) {
        MedicationRequest line = asked.stored().orElseThrow().resource();
        List<Standing> standing = bags.of(line.getIdElement().getIdPart(), message);
        return switch (line.getStatus()) {
            case ONHOLD -> moved(line, before(standing), message);
            case DRAFT, ACTIVE -> refused(line, "医嘱没有暂停", "The order is not on hold");
            case COMPLETED, CANCELLED, STOPPED, ENTEREDINERROR, UNKNOWN, NULL ->
                refused(line, "医嘱已结束，不能恢复", "The order has ended: it cannot be released");
        };
    }

    /** Draft until a nurse has accepted the first bag of it. */
    private static MedicationRequestStatus before(List<Standing> standing) {
        boolean untouched =
                standing.stream().allMatch(bag -> bag.state().compareTo(org.chemoloop.fhir.loop.BagState.ACCEPTED) < 0);
        return !standing.isEmpty() && untouched ? MedicationRequestStatus.DRAFT : MedicationRequestStatus.ACTIVE;
    }

    private static EntryOutcome moved(MedicationRequest line, MedicationRequestStatus to, Message message) {
        MedicationRequest next = line.copy().setStatus(to);
        next.setStatusReason(null); // why it was on hold is past
        return EntryOutcome.of(message.chart().replace(MedicationRequest.class, line, next));
    }

    private static EntryOutcome refused(MedicationRequest line, String zh, String en) {
        return EntryOutcome.refused(line, List.of(Remark.refusal(LoopIssue.WRONG_STATE, zh, en)));
    }
}
