package org.chemoloop.fhir.loop;

import static org.chemoloop.fhir.loop.BagState.*;
import static org.chemoloop.fhir.loop.Move.*;
import static org.chemoloop.fhir.loop.Person.Role.*;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.loop.Bag.Taken;
import org.chemoloop.fhir.loop.Person.Role;
import org.chemoloop.fhir.loop.guard.BagInDate;
import org.chemoloop.fhir.loop.guard.OrderStillActive;
import org.chemoloop.fhir.loop.guard.PatientHasArrived;
import org.chemoloop.fhir.loop.guard.PlannedTime;
import org.chemoloop.fhir.loop.guard.RightPatient;
import org.chemoloop.fhir.loop.guard.SecondPersonConfirmed;
import org.chemoloop.fhir.loop.guard.SecondPersonIsAnother;

/** The life of a bag: the one table of its moves, and the decision on each attempt to make one. */
public final class BagLoop {

    private static final Guard ORDER_STILL_ACTIVE = new OrderStillActive();
    private static final Guard RIGHT_PATIENT = new RightPatient();

    private final Map<Move, Step> steps = new EnumMap<>(Move.class);
    private final RequiredSteps required;

    public BagLoop(LoopRules rules) {
        this.required = new RequiredSteps(rules.requiredSteps());
        for (Step step : table(rules)) {
            steps.put(step.move(), step);
        }
    }

    private static List<Step> table(LoopRules rules) {
        Guard arrived = new PatientHasArrived();
        Guard inDate = new BagInDate();
        Guard another = new SecondPersonIsAnother();
        Guard confirmed = new SecondPersonConfirmed();
        Guard inTime = new PlannedTime(rules.early(), rules.late());
        // spotless:off
        return List.of(
            //  step        from                                    to           who                                        needs
            row(REVIEW,     before(REVIEWED),                       REVIEWED,    by(PIVAS_PHARMACIST, PHARMACIST, ROUTES)),
            row(ACCEPT,     before(ACCEPTED),                       ACCEPTED,    by(CHEMO_NURSE)),
            row(RELEASE,    before(RELEASED),                       RELEASED,    by(CHEMO_NURSE),                           arrived),
            row(PICK,       before(PICKED),                         PICKED,      by(PIVAS_PHARMACIST, PIVAS, ROUTES)),
            row(CHECK,      before(CHECKED),                        CHECKED,     by(PIVAS_PHARMACIST, PIVAS, ROUTES)),
            row(PREPARE,    before(PREPARED),                       PREPARED,    by(CHEMO_NURSE)),
            row(COMPOUND,   before(PREPARED),                       COMPOUNDED,  by(PIVAS_PHARMACIST, PIVAS, ROUTES)),
            row(PASS_QC,    before(QC_PASSED),                      QC_PASSED,   by(PIVAS_PHARMACIST, PIVAS, ROUTES)),
            row(DISPATCH,   before(DISPATCHED),                     DISPATCHED,  by(PIVAS_PHARMACIST, PIVAS, ROUTES)),
            row(RECEIVE,    before(RECEIVED),                       RECEIVED,    by(CHEMO_NURSE),                           inDate),
            row(DECLINE,    before(INFUSING),                       RETURNED,    by(CHEMO_NURSE)),
            row(START,      before(INFUSING),                       INFUSING,    by(CHEMO_NURSE),                           inDate, another, confirmed, inTime),
            row(PAUSE,      in(INFUSING),                           PAUSED,      by(CHEMO_NURSE, DOCTOR)),
            row(RESUME,     in(PAUSED),                             INFUSING,    by(CHEMO_NURSE)),
            row(COMPLETE,   in(INFUSING, PAUSED),                   COMPLETED,   by(CHEMO_NURSE)),
            row(STOP,       in(INFUSING, PAUSED),                   STOPPED,     by(CHEMO_NURSE, DOCTOR)),
            row(NOT_GIVE,   before(INFUSING),                       NOT_GIVEN,   by(CHEMO_NURSE, DOCTOR)),
            row(RETURN,     before(INFUSING),                       RETURNED,    by(CHEMO_NURSE, PIVAS_PHARMACIST)),
            row(DISCARD,    before(INFUSING, RETURNED, NOT_GIVEN),  DISCARDED,   by(CHEMO_NURSE, PIVAS_PHARMACIST)),
            row(CANCEL,     before(INFUSING, RETURNED, NOT_GIVEN, DISCARDED),
                                                                    CANCELLED,   by(DOCTOR, HIS, ROUTES)),
            row(VOID_LABEL, before(INFUSING),                       VOID,        by(CHEMO_NURSE, PIVAS_PHARMACIST, ROUTES)));
        // spotless:on
    }

    /** The step by which a bag comes into a state that a sender names. */
    public Optional<Move> moveInto(BagState state) {
        return steps.values().stream()
                .filter(step -> step.to() == state)
                .map(Step::move)
                .findFirst();
    }

    public BagState target(Move move) {
        return step(move).to();
    }

    /** What is said to the attempt: first who and whose, then whether the bag is there, then what the step needs. */
    public Decision decide(Attempt attempt) {
        Step step = step(attempt.move());
        if (!step.mayBeTakenBy(attempt.person())) {
            return Decision.no(Refusal.of(
                    LoopIssue.NOT_PRIVILEGED,
                    "您没有“%s”的权限",
                    "You are not allowed to have a bag %s",
                    step.move().words()));
        }
        return ORDER_STILL_ACTIVE
                .objection(attempt)
                .or(() -> RIGHT_PATIENT.objection(attempt))
                .map(Decision::no)
                .orElseGet(() -> decide(step, attempt));
    }

    private Decision decide(Step step, Attempt attempt) {
        Bag bag = attempt.bag();
        if (step.from().contains(bag.state())) {
            return required.objection(step, bag).map(Decision::no).orElseGet(() -> askGuards(step, attempt));
        }
        if (bag.state() == step.to()
                || (step.isOnTheWay() && bag.taken(step.to()).isPresent())) {
            return repeated(step, attempt);
        }
        if (step.isOnTheWay()) {
            return toldLate(step, bag);
        }
        return Decision.no(impossible(step, bag));
    }

    private static Decision askGuards(Step step, Attempt attempt) {
        List<GivenReason> overridden = new ArrayList<>();
        for (Guard guard : step.needs()) {
            Optional<Refusal> objection = guard.objection(attempt);
            if (objection.isPresent()) {
                LoopIssue issue = objection.get().issue();
                Optional<GivenReason> reason = issue.isSoft() ? attempt.reasonFor(issue) : Optional.empty();
                if (reason.isEmpty()) {
                    return Decision.no(objection.get());
                }
                overridden.add(reason.get());
            }
        }
        return new Decision.Moved(step.move(), attempt.bag().state(), step.to(), overridden);
    }

    private static Decision repeated(Step step, Attempt attempt) {
        Bag bag = attempt.bag();
        boolean same = bag.taken(step.to())
                .map(taken -> taken.person().equals(attempt.person().name()))
                .orElse(true);
        return same ? new Decision.Repeated(step.move(), bag.state()) : Decision.no(alreadyDone(step, bag));
    }

    private static Decision toldLate(Step step, Bag bag) {
        boolean otherWayTaken =
                step.to() == PREPARED && RequiredSteps.known(bag).contains(COMPOUNDED)
                        || step.to() == COMPOUNDED && bag.done().contains(PREPARED);
        return otherWayTaken
                ? Decision.no(alreadyDone(step, bag))
                : new Decision.ToldLate(step.move(), step.to(), bag.state());
    }

    private static Refusal impossible(Step step, Bag bag) {
        if (step.move() == START && bag.state().isStarted()) {
            return alreadyDone(step, bag);
        }
        return Refusal.of(
                LoopIssue.WRONG_STATE,
                "该袋现在是“%s”，不能“%s”",
                "The bag is %s: it cannot be %s now",
                bag.state().words(),
                step.move().words());
    }

    /** Tells who did it, as nurses need no riddle. */
    private static Refusal alreadyDone(Step step, Bag bag) {
        Optional<Taken> taken = bag.taken(step.to());
        if (taken.isEmpty()) {
            return Refusal.of(
                    LoopIssue.ALREADY_DONE,
                    "该袋现在是“%s”，“%s”已不需要",
                    "The bag is %s: it need not be %s again",
                    bag.state().words(),
                    step.move().words());
        }
        return Refusal.of(
                LoopIssue.ALREADY_DONE,
                "“%s”已由 %s 完成，该袋现在是“%s”",
                "Already %s by %s: the bag is %s",
                step.move().words(),
                taken.get().person(),
                bag.state().words());
    }

    private Step step(Move move) {
        Step step = steps.get(move);
        if (step == null) {
            throw new IllegalStateException("move=" + move + " is missing in the table of the loop");
        }
        return step;
    }

    private static Step row(Move move, Set<BagState> from, BagState to, Set<Role> who, Guard... needs) {
        return new Step(move, from, to, who, List.of(needs));
    }

    /** Any state on the way before this one, and those named besides. */
    private static Set<BagState> before(BagState state, BagState... besides) {
        Set<BagState> earlier = EnumSet.range(ORDERED, state);
        earlier.remove(state);
        earlier.addAll(List.of(besides));
        return earlier;
    }

    private static Set<BagState> in(BagState... states) {
        return Set.of(states);
    }

    private static Set<Role> by(Role... roles) {
        return Set.of(roles);
    }
}
