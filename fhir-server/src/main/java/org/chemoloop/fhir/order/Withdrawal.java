package org.chemoloop.fhir.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.order.Bags.Standing;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.springframework.stereotype.Component;

/** Cancels and discontinues orders, and tells the truth when it is too late (domain.md §5.2). */
@Component
class Withdrawal {

    private static final Set<MedicationRequestStatus> GONE = Set.of(
            MedicationRequestStatus.CANCELLED, MedicationRequestStatus.STOPPED, MedicationRequestStatus.ENTEREDINERROR);

    private final Bags bags;
    private final Rebagging rebagging;
    private final MadeBagPolicy policy;

    Withdrawal(Bags bags, Rebagging rebagging, MadeBagPolicy policy) {
        this.bags = bags;
        this.rebagging = rebagging;
        this.policy = policy;
    }

    /** Orders withdrawn side by side may empty a bag together, so they are taken together. */
    Map<Integer, EntryOutcome> withdraw(List<Asked> orders, Message message) {
        Map<Integer, EntryOutcome> outcomes = new HashMap<>();
        Map<String, Asked> possible = new LinkedHashMap<>();
        for (Asked asked : orders) {
            MedicationRequest line = asked.stored().orElseThrow().resource();
            List<Standing> standing = bags.of(line.getIdElement().getIdPart(), message);
            Optional<Remark> objection = objection(asked, line, standing);
            if (GONE.contains(line.getStatus())) {
                outcomes.put(asked.index(), EntryOutcome.unchanged(line));
            } else if (objection.isPresent()) {
                outcomes.put(asked.index(), EntryOutcome.refused(line, List.of(objection.get())));
            } else {
                possible.put(line.getIdElement().getIdPart(), asked);
            }
        }
        for (Asked asked : List.copyOf(possible.values())) {
            String id = asked.stored().orElseThrow().id();
            if (sharesAMadeBag(id, possible.keySet(), message)) {
                outcomes.put(
                        asked.index(),
                        EntryOutcome.refused(asked.stored().orElseThrow().resource(), List.of(madeTogether())));
                possible.remove(id);
            }
        }
        withdraw(possible, outcomes, message);
        return outcomes;
    }

    private void withdraw(Map<String, Asked> lines, Map<Integer, EntryOutcome> outcomes, Message message) {
        Map<String, List<Standing>> before = new LinkedHashMap<>();
        lines.keySet().forEach(id -> before.put(id, bags.of(id, message)));
        Set<BagCode> open = before.values().stream()
                .flatMap(List::stream)
                .filter(Standing::isOpen)
                .map(Standing::code)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<BagCode> shared = open.stream()
                .filter(code -> !lines.keySet().containsAll(bags.linesIn(code, message)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        open.stream().filter(code -> !shared.contains(code)).forEach(code -> bags.cancel(code, message));
        lines.keySet().forEach(bags::forgetLine);
        lines.forEach((id, asked) ->
                outcomes.put(asked.index(), end(asked, before.getOrDefault(id, List.of()), message)));
        rebagging.without(lines.keySet(), shared, message);
    }

    private static EntryOutcome end(Asked asked, List<Standing> before, Message message) {
        MedicationRequest stored = asked.stored().orElseThrow().resource();
        MedicationRequest line = stored.copy();
        boolean anyGiven = before.stream().anyMatch(bag -> bag.state().isStarted());
        line.setStatus(anyGiven ? MedicationRequestStatus.STOPPED : MedicationRequestStatus.CANCELLED);
        if (asked.line().resource().hasStatusReason()) {
            line.setStatusReason(asked.line().resource().getStatusReason());
        }
        EntryOutcome outcome = EntryOutcome.of(message.chart().replace(MedicationRequest.class, stored, line));
        boolean lost = before.stream().anyMatch(bag -> bag.isOpen() && bag.isMade());
        return lost ? outcome.with(List.of(alreadyMade())) : outcome;
    }

    private Optional<Remark> objection(Asked asked, MedicationRequest line, List<Standing> standing) {
        if (standing.stream().anyMatch(Standing::isRunning)) {
            return Optional.of(running());
        }
        if (!policy.cancelsCompoundedBags() && standing.stream().anyMatch(Withdrawal::isCompounded)) {
            return Optional.of(compounded());
        }
        boolean anyGiven = standing.stream().anyMatch(bag -> bag.state().isStarted());
        boolean anyOpen = standing.stream().anyMatch(Standing::isOpen);
        if (line.getStatus() == MedicationRequestStatus.COMPLETED || (anyGiven && !anyOpen)) {
            return Optional.of(given(standing));
        }
        return anyGiven && asked.control() == OrderControl.CANCEL ? Optional.of(begun()) : Optional.empty();
    }

    private static boolean isCompounded(Standing bag) {
        return bag.isOpen() && bag.state().compareTo(BagState.COMPOUNDED) >= 0;
    }

    /** Nobody can take one drug out of a mixture. */
    private boolean sharesAMadeBag(String line, Set<String> withdrawn, Message message) {
        List<Standing> made = new ArrayList<>(bags.of(line, message));
        made.removeIf(bag -> !bag.isOpen() || !bag.isMade());
        return made.stream().anyMatch(bag -> !withdrawn.containsAll(bags.linesIn(bag.code(), message)));
    }

    private static Remark running() {
        return Remark.refusal(
                LoopIssue.WRONG_STATE,
                "药液正在输注，不能作废；请通知护士在床旁停止输注",
                "The bag is being infused: ask the nurse to stop it at the chair");
    }

    private static Remark compounded() {
        return Remark.refusal(
                LoopIssue.WRONG_STATE,
                "药袋已冲配，本院规定不再作废；请通知护士不予使用并退回",
                "The bag is compounded and this site takes none back: ask the nurse not to give it");
    }

    private static Remark given(List<Standing> standing) {
        boolean stopped = standing.stream().anyMatch(bag -> bag.state() == BagState.STOPPED);
        return Remark.refusal(
                LoopIssue.WRONG_STATE,
                stopped ? "药液输注已中止，不能作废" : "药液已输注完毕，不能作废",
                stopped ? "The infusion was stopped already" : "The infusion is completed already");
    }

    private static Remark begun() {
        return Remark.refusal(
                LoopIssue.WRONG_STATE,
                "已有药袋用过，不能作废；请用 DC 停止余下的药袋",
                "Some bags were given already: send DC to discontinue the others");
    }

    private static Remark madeTogether() {
        return Remark.refusal(
                LoopIssue.WRONG_STATE,
                "该药已与同组药品配制在一袋中，不能单独作废；请整组作废",
                "This drug is mixed with the others of its group: withdraw the whole group");
    }

    private static Remark alreadyMade() {
        return Remark.flag(
                LoopIssue.WRONG_STATE,
                "药袋已配制，按规定退回或销毁",
                "The bag was prepared already: it will be returned or destroyed");
    }
}
