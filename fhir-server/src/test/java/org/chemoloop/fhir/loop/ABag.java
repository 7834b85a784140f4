package org.chemoloop.fhir.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chemoloop.fhir.loop.Attempt.Second;
import org.chemoloop.fhir.loop.Bag.Taken;

/** A bag in a story, and what people try with it: {@code ABag.that(RECEIVED).isTriedWith(START)}. */
public final class ABag {

    public static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    public static final Person NURSE = new Person("nurse1", Set.of("chemo-nurse"));
    public static final Person OTHER_NURSE = new Person("nurse2", Set.of("chemo-nurse"));
    public static final Person PIVAS = new Person("pivas1", Set.of("pivas-pharmacist"));
    public static final Person DOCTOR = new Person("doctor1", Set.of("doctor"));
    public static final Person HIS = new Person("his", Set.of("his"));
    public static final BagCode CODE = BagCode.mint(44);
    public static final String PATIENT = "p-1";

    private BagState state;
    private final Map<BagState, Taken> taken = new EnumMap<>(BagState.class);
    private boolean orderActive = true;
    private boolean cytotoxic;
    private Instant planned = NOW;
    private Instant beyondUse = NOW.plus(Duration.ofHours(8));
    private Person person = NURSE;
    private Wristband wristband = new Wristband.Of(PATIENT);
    private List<Second> seconds = List.of();
    private List<GivenReason> reasons = List.of();
    private boolean arrived = true;

    private ABag(BagState state) {
        this.state = state;
    }

    /** A bag that came to this state on the usual way, each step by nurse1. */
    public static ABag that(BagState state) {
        ABag bag = new ABag(state);
        bag.took(BagState.ACCEPTED, BagState.RELEASED, BagState.COMPOUNDED, BagState.DISPATCHED, BagState.RECEIVED);
        bag.taken.keySet().removeIf(step -> step.compareTo(state) > 0);
        if (state != BagState.ORDERED) {
            bag.took(state);
        }
        return bag;
    }

    /** A bag in this state with only these steps on record. */
    public static ABag withOnly(BagState... steps) {
        ABag bag = new ABag(steps.length == 0 ? BagState.ORDERED : steps[steps.length - 1]);
        bag.took(steps);
        return bag;
    }

    private void took(BagState... steps) {
        for (BagState step : steps) {
            taken.put(step, new Taken(NURSE.name(), NOW));
        }
    }

    public ABag alsoTook(BagState step) {
        took(step);
        return this;
    }

    public ABag ofAWithdrawnOrder() {
        orderActive = false;
        return this;
    }

    public ABag cytotoxic() {
        cytotoxic = true;
        return this;
    }

    public ABag planned(Instant at) {
        planned = at;
        return this;
    }

    public ABag usableUntil(Instant at) {
        beyondUse = at;
        return this;
    }

    public ABag by(Person who) {
        person = who;
        return this;
    }

    public ABag at(Wristband scanned) {
        wristband = scanned;
        return this;
    }

    public ABag with(Second... second) {
        seconds = List.of(second);
        return this;
    }

    public ABag because(LoopIssue rule, String reason) {
        reasons = List.of(new GivenReason(rule, reason));
        return this;
    }

    public ABag beforeThePatientArrived() {
        arrived = false;
        return this;
    }

    public Attempt tried(Move move) {
        return new Attempt(
                move,
                new Bag(CODE, PATIENT, state, taken, orderActive, cytotoxic, planned, beyondUse),
                person,
                wristband,
                seconds,
                reasons,
                arrived,
                NOW);
    }

    public Decision isTriedWith(Move move) {
        return new BagLoop(LoopRules.standard()).decide(tried(move));
    }
}
