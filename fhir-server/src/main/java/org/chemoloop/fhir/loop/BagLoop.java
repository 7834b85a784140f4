package org.chemoloop.fhir.loop;

import static org.chemoloop.fhir.loop.BagState.*;
import static org.chemoloop.fhir.loop.Move.*;
import static org.chemoloop.fhir.loop.Person.Role.*;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.loop.Bag.Taken;
import org.chemoloop.fhir.loop.Decision.Overridden;
import org.chemoloop.fhir.loop.Person.Role;
import org.chemoloop.fhir.loop.guard.BagInDate;
import org.chemoloop.fhir.loop.guard.CodeWasScanned;
import org.chemoloop.fhir.loop.guard.DeviceClockIsRight;
import org.chemoloop.fhir.loop.guard.EndsInDate;
import org.chemoloop.fhir.loop.guard.LabelIsCurrent;
import org.chemoloop.fhir.loop.guard.OrderStillActive;
import org.chemoloop.fhir.loop.guard.ReasonGiven;
import org.chemoloop.fhir.loop.guard.bedside.RateAsOrdered;
import org.chemoloop.fhir.loop.guard.bedside.RightPatient;
import org.chemoloop.fhir.loop.guard.bedside.SecondPersonConfirmed;
import org.chemoloop.fhir.loop.guard.bedside.SecondPersonIsAnother;
import org.chemoloop.fhir.loop.guard.bedside.SetFitsDrug;
import org.chemoloop.fhir.loop.guard.bedside.VesicantThroughCentralLine;
import org.chemoloop.fhir.loop.guard.bedside.VitalsTaken;
import org.chemoloop.fhir.loop.guard.bedside.WristbandScanned;
import org.chemoloop.fhir.loop.guard.preparation.BeyondUseTimeIsKnown;
import org.chemoloop.fhir.loop.guard.preparation.ChemotherapyHasCytotoxic;
import org.chemoloop.fhir.loop.guard.preparation.DoseAsOrdered;
import org.chemoloop.fhir.loop.guard.preparation.DoubleChecked;
import org.chemoloop.fhir.loop.guard.preparation.ExternalHasDocument;
import org.chemoloop.fhir.loop.guard.preparation.ExternalIsReviewed;
import org.chemoloop.fhir.loop.guard.preparation.LotIsNotRecalled;
import org.chemoloop.fhir.loop.guard.preparation.NotUsedBeyondStability;
import org.chemoloop.fhir.loop.guard.preparation.ReadyForRelease;
import org.chemoloop.fhir.loop.guard.preparation.ReviewerIsAnother;
import org.chemoloop.fhir.loop.guard.preparation.RightPack;
import org.chemoloop.fhir.loop.guard.preparation.RightRoom;
import org.chemoloop.fhir.loop.guard.running.CorrectedByTwo;
import org.chemoloop.fhir.loop.guard.running.FinalRound;
import org.chemoloop.fhir.loop.guard.running.NoResumeAfterExtravasation;
import org.chemoloop.fhir.loop.guard.running.ResumeAfterReaction;
import org.chemoloop.fhir.loop.guard.sequence.InSequence;
import org.chemoloop.fhir.loop.guard.sequence.OneCytotoxicAtATime;
import org.chemoloop.fhir.loop.guard.sequence.PlannedTime;
import org.chemoloop.fhir.loop.guard.sequence.PremedicationHasWorked;
import org.chemoloop.fhir.loop.guard.sequence.SameDrugJustGiven;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;

/** The life of a bag: the one table of its moves, and the decision on each attempt to make one. */
public final class BagLoop {

    static final Rule ONCE = Rule.hard(
            "B5",
            LoopIssue.ALREADY_DONE,
            "每一步只做一次，一袋药只输一次",
            "Each step is taken once, a bag is started once: another person hears who did it and when");

    /** Asked at every step: does the order stand, is the label the current one, is it the right patient. */
    private static final List<Guard> ALWAYS =
            List.of(new OrderStillActive(), new LabelIsCurrent(), new WristbandScanned(), new RightPatient());

    private final Map<Move, Step> steps = new EnumMap<>(Move.class);
    private final RequiredSteps required;

    public BagLoop(SiteSettings site) {
        this.required = RequiredSteps.of(site);
        for (Step step : table(site)) {
            steps.put(step.move(), step);
        }
    }

    private static List<Step> table(SiteSettings site) {
        Guard ready = new ReadyForRelease(site);
        Guard external = new ExternalIsReviewed(site);
        Guard reviewed = new ReviewerIsAnother();
        Guard document = new ExternalHasDocument(site);
        Guard cytotoxic = new ChemotherapyHasCytotoxic();
        Guard pack = new RightPack(ZoneId.systemDefault());
        Guard doubled = new DoubleChecked(site);
        Guard room = new RightRoom(site);
        Guard dose = new DoseAsOrdered(site);
        Guard lot = new LotIsNotRecalled(site);
        Guard stable = new NotUsedBeyondStability();
        Guard known = new BeyondUseTimeIsKnown(site);
        Guard received = BagInDate.at(RECEIVE);
        Guard inDate = BagInDate.at(START);
        Guard another = new SecondPersonIsAnother();
        Guard confirmed = new SecondPersonConfirmed(site);
        Guard reason = new ReasonGiven();
        Guard scanned = new CodeWasScanned();
        Guard clock = new DeviceClockIsRight(site);
        Guard line = new VesicantThroughCentralLine();
        Guard set = new SetFitsDrug();
        Guard alone = new OneCytotoxicAtATime();
        Guard[] bedside = {
            inDate,
            another,
            confirmed,
            lot,
            line,
            set,
            scanned,
            clock,
            new PlannedTime(site),
            new InSequence(site),
            new PremedicationHasWorked(site),
            alone,
            new VitalsTaken(site),
            new RateAsOrdered(site),
            new EndsInDate(),
            new SameDrugJustGiven(site)
        };
        Guard[] again = {inDate, new ResumeAfterReaction(), new NoResumeAfterExtravasation(), scanned, clock};
        Guard round = new FinalRound(site);
        Guard byTwo = new CorrectedByTwo();
        Guard[] corrected = {reason, another, confirmed, byTwo};
        Guard[] reopened = {reason, another, confirmed, byTwo, alone};
        // spotless:off
        return List.of(
            //  step        from                                    to           who                                        needs
            row(REVIEW,     before(REVIEWED),                       REVIEWED,    by(PIVAS_PHARMACIST, PHARMACIST, ROUTES),  reviewed, document),
            row(ACCEPT,     before(ACCEPTED),                       ACCEPTED,    by(CHEMO_NURSE),                           cytotoxic),
            row(RELEASE,    before(RELEASED),                       RELEASED,    by(CHEMO_NURSE),                           external, ready),
            row(PICK,       before(PICKED),                         PICKED,      by(PIVAS_PHARMACIST, PIVAS, ROUTES),       doubled, pack, lot),
            row(CHECK,      before(CHECKED),                        CHECKED,     by(PIVAS_PHARMACIST, PIVAS, ROUTES),       doubled),
            row(PREPARE,    before(PREPARED),                       PREPARED,    by(CHEMO_NURSE),                           doubled, room, pack, lot, dose, stable, scanned, clock),
            row(COMPOUND,   before(PREPARED),                       COMPOUNDED,  by(PIVAS_PHARMACIST, PIVAS, ROUTES),       doubled, room, pack, lot, dose, stable),
            row(PASS_QC,    before(QC_PASSED),                      QC_PASSED,   by(PIVAS_PHARMACIST, PIVAS, ROUTES),       doubled),
            row(DISPATCH,   before(DISPATCHED),                     DISPATCHED,  by(PIVAS_PHARMACIST, PIVAS, ROUTES)),
            row(RECEIVE,    before(RECEIVED),                       RECEIVED,    by(CHEMO_NURSE),                           received, known, lot, scanned, clock),
            row(DECLINE,    before(INFUSING),                       RETURNED,    by(CHEMO_NURSE),                           reason),
            row(START,      before(INFUSING),                       INFUSING,    by(CHEMO_NURSE),                           bedside),
            row(PAUSE,      in(INFUSING),                           PAUSED,      by(CHEMO_NURSE, DOCTOR)),
            row(RESUME,     in(PAUSED),                             INFUSING,    by(CHEMO_NURSE),                           again),
            row(COMPLETE,   in(INFUSING, PAUSED),                   COMPLETED,   by(CHEMO_NURSE),                           round),
            row(STOP,       in(INFUSING, PAUSED),                   STOPPED,     by(CHEMO_NURSE, DOCTOR),                   reason),
            row(NOT_GIVE,   before(INFUSING),                       NOT_GIVEN,   by(CHEMO_NURSE, DOCTOR),                   reason),
            row(RETURN,     before(INFUSING),                       RETURNED,    by(CHEMO_NURSE, PIVAS_PHARMACIST)),
            row(DISCARD,    before(INFUSING, RETURNED, NOT_GIVEN),  DISCARDED,   by(CHEMO_NURSE, PIVAS_PHARMACIST),         another, confirmed),
            row(CANCEL,     before(INFUSING, RETURNED, NOT_GIVEN, DISCARDED),
                                                                    CANCELLED,   by(DOCTOR, HIS, ROUTES)),
            row(VOID_LABEL, before(INFUSING),                       VOID,        by(CHEMO_NURSE, PIVAS_PHARMACIST, ROUTES)),
            row(TAKE_BACK_MAKING,  in(PREPARED, COMPOUNDED),        CHECKED,     by(CHEMO_NURSE, PIVAS_PHARMACIST),         corrected),
            row(TAKE_BACK_RECEIPT, in(RECEIVED),                    DISPATCHED,  by(CHEMO_NURSE),                           corrected),
            row(TAKE_BACK_START, in(INFUSING, PAUSED),              RECEIVED,    by(CHEMO_NURSE),                           corrected),
            row(TAKE_BACK_END,   in(COMPLETED, STOPPED),            PAUSED,      by(CHEMO_NURSE),                           reopened));
        // spotless:on
    }

    /** The step by which a bag comes into a state that a sender names. */
    public Optional<Move> moveInto(BagState state) {
        return steps.values().stream()
                .filter(step -> step.to() == state)
                .map(Step::move)
                .findFirst();
    }

    public BagState target(Move move, Bag bag) {
        return step(move).to(bag.taken().keySet());
    }

    /** Where a step that is on record leads; empty when the table knows no such way. One told late leads nowhere. */
    public Optional<BagState> after(Move taken, BagState now, Set<BagState> done) {
        Step step = step(taken);
        if (step.from().contains(now)) {
            return Optional.of(step.to(done));
        }
        boolean toldLate = step.isOnTheWay() && now.compareTo(step.to()) > 0;
        return toldLate ? Optional.of(now) : Optional.empty();
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
        for (Guard guard : ALWAYS) {
            Optional<Refusal> objection = guard.objection(attempt);
            if (objection.isPresent()) {
                return Decision.no(objection.get());
            }
        }
        return decide(step, attempt);
    }

    private Decision decide(Step step, Attempt attempt) {
        Bag bag = attempt.bag();
        if (step.from().contains(bag.state())) {
            Optional<Refusal> missing = step.move().isCorrection() ? Optional.empty() : required.objection(step, bag);
            return missing.map(Decision::no).orElseGet(() -> askGuards(step, attempt));
        }
        if (step.move().isCorrection()) {
            return isCorrected(step, bag)
                    ? new Decision.Repeated(step.move(), bag.state())
                    : Decision.no(impossible(step, bag));
        }
        if (bag.state() == step.to()
                || (step.isOnTheWay() && bag.taken(step.to()).isPresent())) {
            return repeated(step, attempt);
        }
        if (step.isOnTheWay()) {
            return toldLate(step, attempt);
        }
        return Decision.no(impossible(step, bag));
    }

    private static boolean isCorrected(Step step, Bag bag) {
        return step.move().leadsBack()
                ? bag.state().isBeforeStart()
                        && step.move().takenBack().stream().anyMatch(bag.takenBack()::contains)
                : bag.state() == step.to();
    }

    /** Hard rules first; then all that warns at once, so that a reason is given for what was read. */
    private static Decision askGuards(Step step, Attempt attempt) {
        List<Refusal> objections = objections(step.needs(), attempt);
        Optional<Refusal> hard = objections.stream().filter(Refusal::isHard).findFirst();
        if (hard.isPresent()) {
            return Decision.no(hard.get());
        }
        List<Refusal> warnings = new ArrayList<>();
        List<Refusal> notices = new ArrayList<>();
        List<Overridden> overridden = new ArrayList<>();
        for (Refusal objection : objections) {
            Optional<GivenReason> reason = attempt.reasonFor(objection);
            if (!objection.isSoft() || attempt.said().byMessage()) {
                notices.add(objection);
            } else if (reason.isPresent()) {
                overridden.add(new Overridden(objection, reason.get().reason()));
            } else {
                warnings.add(objection);
            }
        }
        if (!warnings.isEmpty()) {
            return new Decision.Warned(warnings.get(0), warnings.subList(1, warnings.size()));
        }
        List<Rule> unchecked = step.needs().stream()
                .filter(guard -> guard.lacksData(attempt))
                .map(Guard::rule)
                .toList();
        return new Decision.Moved(
                step.move(),
                attempt.bag().state(),
                step.to(attempt.bag().taken().keySet()),
                overridden,
                notices,
                unchecked);
    }

    private static List<Refusal> objections(List<Guard> guards, Attempt attempt) {
        return guards.stream()
                .flatMap(guard -> guard.objection(attempt).stream())
                .toList();
    }

    private static Decision repeated(Step step, Attempt attempt) {
        Bag bag = attempt.bag();
        boolean same = bag.taken(step.to())
                .map(taken -> taken.person().equals(attempt.person().name()))
                .orElse(true);
        return same ? new Decision.Repeated(step.move(), bag.state()) : Decision.no(alreadyDone(step, bag));
    }

    /** Who did it counts however late it is told; that the patient was here or the bag in date is past. */
    private static Decision toldLate(Step step, Attempt attempt) {
        Bag bag = attempt.bag();
        boolean otherWayTaken =
                step.to() == PREPARED && RequiredSteps.known(bag).contains(COMPOUNDED)
                        || step.to() == COMPOUNDED && bag.done().contains(PREPARED);
        if (otherWayTaken) {
            return Decision.no(alreadyDone(step, bag));
        }
        List<Refusal> objections =
                objections(step.needs().stream().filter(Guard::alsoWhenToldLate).toList(), attempt);
        return objections.stream()
                .filter(Refusal::isHard)
                .findFirst()
                .map(Decision::no)
                .orElseGet(() -> new Decision.ToldLate(step.move(), step.to(), bag.state(), objections));
    }

    private static Refusal impossible(Step step, Bag bag) {
        if (step.move() == START && bag.state().isStarted()) {
            return alreadyDone(step, bag);
        }
        return Refusal.by(
                RequiredSteps.STEP_ORDER,
                "该袋现在是“%s”，不能“%s”",
                "The bag is %s: it cannot be %s now",
                bag.state().words(),
                step.move().words());
    }

    /** Tells who did it, as nurses need no riddle. */
    private static Refusal alreadyDone(Step step, Bag bag) {
        Optional<Taken> taken = bag.taken(step.to());
        if (taken.isEmpty()) {
            return Refusal.by(
                    ONCE,
                    "该袋现在是“%s”，“%s”已不需要",
                    "The bag is %s: it need not be %s again",
                    bag.state().words(),
                    step.move().words());
        }
        return Refusal.by(
                ONCE,
                "“%s”已由 %s 完成，该袋现在是“%s”",
                "Already %s by %s: the bag is %s",
                step.move().words(),
                taken.get().person(),
                bag.state().words());
    }

    /** A rule of the table by its number. */
    public Optional<Rule> rule(String id) {
        return steps.values().stream()
                .flatMap(step -> step.needs().stream())
                .map(Guard::rule)
                .filter(rule -> rule.id().equals(id))
                .findFirst();
    }

    /** The table, in its order. */
    List<Step> steps() {
        return List.copyOf(steps.values());
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
