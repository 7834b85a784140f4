package org.chemoloop.fhir.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.chemoloop.fhir.loop.ABag.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.chemoloop.fhir.loop.Attempt.Second;
import org.chemoloop.fhir.loop.Bag.Taken;
import org.chemoloop.fhir.loop.known.Circumstances;
import org.chemoloop.fhir.loop.known.OtherBag;
import org.chemoloop.fhir.loop.known.Said;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.junit.jupiter.api.Test;

/**
 * Every scan that anybody can make, in every order, until nothing new is reached: no state breaks what must hold. At
 * each step the patient may be here or not, the order stand or not, the bag be in date or not: more than can happen.
 */
class EveryWayThroughTheLoopTest {

    private static final AtomicLong SCANS = new AtomicLong();
    private static final BagLoop LOOP = new BagLoop(SiteSettings.standard());
    private static final Instant BEYOND_USE = NOW.plus(Duration.ofHours(8));
    private static final Said WITH_REASON = new Said(
            List.of(), "患者要求", false, Said.Scanned.unknown(), Said.Preparing.unknown(), Said.Infusing.unknown());

    private static final List<Person> PEOPLE = List.of(ABag.NURSE, ABag.PIVAS, ABag.OTHER_PIVAS, ABag.DOCTOR, ABag.HIS);
    /** Of these steps the rules ask who took them; of the others it only matters that they were taken. */
    private static final Set<BagState> BY_WHOM =
            EnumSet.of(BagState.PICKED, BagState.CHECKED, BagState.PREPARED, BagState.COMPOUNDED, BagState.QC_PASSED);

    private static final List<List<Second>> SECONDS = List.of(
            List.of(),
            List.of(new Second("nurse2", true, Set.of("chemo-nurse"))),
            List.of(new Second("nurse2", false, Set.of())),
            List.of(new Second("nurse1", true, Set.of("chemo-nurse"))));

    /** Where a bag is and what is on record. */
    private record Position(BagState state, Map<BagState, String> taken) {

        static Position first() {
            return new Position(BagState.ORDERED, Map.of());
        }

        Position after(BagState told, BagState stays, Person by) {
            Map<BagState, String> more = new EnumMap<>(BagState.class);
            more.putAll(taken);
            if (told.compareTo(BagState.INFUSING) <= 0) {
                more.put(told, BY_WHOM.contains(told) ? by.name() : "somebody");
            }
            return new Position(stays, Map.copyOf(more));
        }

        /** What was recorded in error counts no more. */
        Position corrected(Move move, BagState to) {
            Map<BagState, String> rest = new EnumMap<>(BagState.class);
            rest.putAll(taken);
            rest.keySet().removeAll(move.takenBack());
            return new Position(to, Map.copyOf(rest));
        }

        Bag bag(String patient, boolean orderActive) {
            Map<BagState, Taken> record = new EnumMap<>(BagState.class);
            taken.forEach((step, who) -> record.put(step, new Taken(who, NOW)));
            return new Bag(
                    ABag.CODE,
                    patient,
                    state,
                    record,
                    orderActive,
                    ABag.CYTOTOXIC,
                    Set.of("doctor1"),
                    NOW,
                    BEYOND_USE,
                    null,
                    List.of(),
                    false);
        }
    }

    /** One way in which somebody tries a step, and what is true meanwhile. */
    private record Variant(String wrist, List<Second> seconds, boolean here, boolean stands, boolean inDate) {

        Decision tried(Move move, Person person, Position from, String patient, List<OtherBag> others) {
            Wristband wristband = wrist.isEmpty() ? new Wristband.NotScanned() : new Wristband.Of(wrist);
            Circumstances around = new Circumstances(here, null, null, Map.of(), others, null, Set.of());
            return LOOP.decide(new Attempt(
                    move,
                    from.bag(patient, stands),
                    person,
                    wristband,
                    seconds,
                    WITH_REASON,
                    around,
                    inDate ? NOW : BEYOND_USE));
        }
    }

    private static List<Variant> variants(Move move, List<String> wrists) {
        List<Variant> variants = new ArrayList<>();
        for (String wrist : wrists) {
            boolean byTwo = move == Move.START || move.isCorrection();
            for (List<Second> seconds : byTwo ? SECONDS : SECONDS.subList(0, 1)) {
                for (int world = 0; world < 8; world++) {
                    variants.add(new Variant(wrist, seconds, (world & 1) == 0, (world & 2) == 0, (world & 4) == 0));
                }
            }
        }
        return variants;
    }

    /** What must hold of every step that leads anywhere. */
    private static boolean holds(Position from, Move move, Person person, Variant way, BagState to, String patient) {
        boolean itsOwnPatient = way.wrist().isEmpty() || way.wrist().equals(patient);
        boolean mayRun = to != BagState.INFUSING
                || (from.taken().containsKey(BagState.RECEIVED) && way.inDate() && way.stands());
        boolean byTwo = way.seconds().size() == 1
                && way.seconds().get(0).confirmed()
                && !way.seconds().get(0).name().equals(person.name());
        boolean startedOnceByTwo = move != Move.START
                || (way.wrist().equals(patient) && byTwo && !from.taken().containsKey(BagState.INFUSING));
        // Two who have looked at the bag take back what was recorded in error; nobody does it alone.
        boolean corrected = move.isCorrection() && byTwo;
        boolean endedForGood = !from.state().isEnded() || to.isEnded() || corrected;
        boolean nothingFlowsBack = !from.state().isStarted() || !to.isBeforeStart() || corrected;
        boolean neverAlone = !move.isCorrection() || byTwo;
        return itsOwnPatient && mayRun && startedOnceByTwo && endedForGood && nothingFlowsBack && neverAlone;
    }

    /** The positions to which anybody can bring a bag from here; checks each way there. */
    private static Set<Position> after(
            Position from, Set<Move> moves, List<String> wrists, String patient, List<OtherBag> others) {
        Set<Position> next = new HashSet<>();
        for (Move move : moves) {
            for (Person person : PEOPLE) {
                for (Variant way : variants(move, wrists)) {
                    Decision decision = way.tried(move, person, from, patient, others);
                    SCANS.incrementAndGet();
                    if (decision instanceof Decision.Refused no && no.why().issue() == LoopIssue.NOT_PRIVILEGED) {
                        break; // who may not take the step at all is asked nothing else
                    }
                    if (decision instanceof Decision.Moved moved) {
                        if (!holds(from, move, person, way, moved.to(), patient)) {
                            fail("%s by %s leads from %s to %s: %s", move, person.name(), from, moved.to(), way);
                        }
                        next.add(
                                move.isCorrection()
                                        ? from.corrected(move, moved.to())
                                        : from.after(moved.to(), moved.to(), person));
                    } else if (decision instanceof Decision.ToldLate late) {
                        assertThat(late.stays()).isEqualTo(from.state());
                        next.add(from.after(late.told(), late.stays(), person));
                    }
                }
            }
        }
        return next;
    }

    private static void checkDouble(Position position) {
        Map<BagState, String> taken = position.taken();
        String made = taken.getOrDefault(BagState.COMPOUNDED, taken.get(BagState.PREPARED));
        if (made != null) {
            assertThat(taken.get(BagState.QC_PASSED))
                    .as("checked by another: %s", position)
                    .isNotEqualTo(made);
        }
        if (taken.containsKey(BagState.PICKED)) {
            assertThat(taken.get(BagState.CHECKED))
                    .as("checked by another: %s", position)
                    .isNotEqualTo(taken.get(BagState.PICKED));
        }
        assertThat(taken.containsKey(BagState.PREPARED) && taken.containsKey(BagState.COMPOUNDED))
                .as("made once: %s", position)
                .isFalse();
    }

    /** Goes on until nothing new is reached. */
    private static <S> void explore(String what, S first, Function<S, Set<S>> steps, Consumer<S> check) {
        SCANS.set(0);
        Set<S> known = new HashSet<>(Set.of(first));
        Deque<S> todo = new ArrayDeque<>(known);
        long edges = 0;
        while (!todo.isEmpty()) {
            S state = todo.poll();
            check.accept(state);
            Set<S> next = steps.apply(state);
            edges += next.size();
            next.stream().filter(known::add).forEach(todo::add);
        }
        System.out.printf("%s: %d states, %d edges, %d scans tried%n", what, known.size(), edges, SCANS.get());
    }

    @Test
    void noOrderOfScansOfOneBagDoesHarm() {
        Set<BagState> reached = EnumSet.noneOf(BagState.class);

        explore(
                "one bag",
                Position.first(),
                from -> after(from, EnumSet.allOf(Move.class), List.of("p-1", "p-2", ""), "p-1", List.of()),
                position -> {
                    checkDouble(position);
                    reached.add(position.state());
                });

        assertThat(reached).containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(BagState.REJECTED)));
    }

    /** The way to the chair and from it, without what is only put on record. */
    private static final Set<Move> SHORT = EnumSet.of(
            Move.ACCEPT,
            Move.RELEASE,
            Move.COMPOUND,
            Move.RECEIVE,
            Move.START,
            Move.PAUSE,
            Move.RESUME,
            Move.COMPLETE,
            Move.STOP,
            Move.NOT_GIVE,
            Move.RETURN,
            Move.CANCEL,
            Move.TAKE_BACK_START,
            Move.TAKE_BACK_END);

    private record Two(Position one, Position other) {}

    @Test
    void noBagOfOnePatientEverRunsIntoTheOther() {
        List<String> wrists = List.of("p-1", "p-2", "");
        Map<Position, Set<Position>> ofTheOne = new HashMap<>();
        Map<Position, Set<Position>> ofTheOther = new HashMap<>();

        explore(
                "two bags of two patients",
                new Two(Position.first(), Position.first()),
                from -> {
                    Set<Two> next = new HashSet<>();
                    ofTheOne.computeIfAbsent(from.one(), bag -> after(bag, SHORT, wrists, "p-1", List.of()))
                            .forEach(one -> next.add(new Two(one, from.other())));
                    ofTheOther
                            .computeIfAbsent(from.other(), bag -> after(bag, SHORT, wrists, "p-2", List.of()))
                            .forEach(other -> next.add(new Two(from.one(), other)));
                    return next;
                },
                two -> {
                    checkDouble(two.one());
                    checkDouble(two.other());
                });
    }

    @Test
    void twoCytotoxicBagsOfOnePatientNeverRunAtOnceWithoutAReason() {
        List<String> wrists = List.of("p-1");
        Map<List<Object>, Set<Position>> known = new HashMap<>();

        explore(
                "two cytotoxic bags of one patient",
                new Two(Position.first(), Position.first()),
                from -> {
                    Set<Two> next = new HashSet<>();
                    beside(from.one(), from.other(), wrists, known)
                            .forEach(one -> next.add(new Two(one, from.other())));
                    beside(from.other(), from.one(), wrists, known)
                            .forEach(other -> next.add(new Two(from.one(), other)));
                    return next;
                },
                two -> assertThat(isRunning(two.one()) && isRunning(two.other()))
                        .isFalse());
    }

    /** The rules look at where the other bag is, not at how it came there. */
    private static Set<Position> beside(
            Position bag, Position other, List<String> wrists, Map<List<Object>, Set<Position>> known) {
        return known.computeIfAbsent(
                List.of(bag, other.state()), key -> after(bag, SHORT, wrists, "p-1", List.of(seen(other))));
    }

    private static OtherBag seen(Position position) {
        return new OtherBag(position.state(), ABag.CYTOTOXIC, NOW, null, null);
    }

    private static boolean isRunning(Position position) {
        return position.state() == BagState.INFUSING || position.state() == BagState.PAUSED;
    }
}
