package org.chemoloop.fhir.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chemoloop.fhir.loop.Attempt.Second;
import org.chemoloop.fhir.loop.Bag.Taken;
import org.chemoloop.fhir.loop.known.Circumstances;
import org.chemoloop.fhir.loop.known.Contents;
import org.chemoloop.fhir.loop.known.Ingredient;
import org.chemoloop.fhir.loop.known.Said;
import org.chemoloop.fhir.loop.known.Said.Infusing;
import org.chemoloop.fhir.loop.known.Said.Preparing;
import org.chemoloop.fhir.loop.known.Said.Scanned;
import org.chemoloop.fhir.loop.known.SetProperty;
import org.chemoloop.fhir.loop.rule.SiteSettings;

/** A bag in a story, and what people try with it: {@code ABag.that(RECEIVED).isTriedWith(START)}. */
public final class ABag {

    public static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    public static final Person NURSE = new Person("nurse1", Set.of("chemo-nurse"));
    public static final Person OTHER_NURSE = new Person("nurse2", Set.of("chemo-nurse"));
    public static final Person PIVAS = new Person("pivas1", Set.of("pivas-pharmacist"));
    public static final Person OTHER_PIVAS = new Person("pivas2", Set.of("pivas-pharmacist"));
    public static final Person DOCTOR = new Person("doctor1", Set.of("doctor"));
    public static final Person HIS = new Person("his", Set.of("his"));
    public static final BagCode CODE = BagCode.mint(44);
    public static final String PATIENT = "p-1";

    public static final Ingredient SALT = new Ingredient("NS250", "氯化钠注射液", false, false, true, 250.0, "mL");
    public static final Ingredient DEXAMETHASONE = new Ingredient("DEX5", "地塞米松注射液", false, false, false, 5.0, "mg");
    public static final Ingredient CARBOPLATIN = new Ingredient("CARBO150", "卡铂注射液", true, false, false, 300.0, "mg");
    public static final Ingredient PACLITAXEL = new Ingredient("PACLI30", "紫杉醇注射液", true, true, false, 240.0, "mg");

    public static final Contents PREMEDICATION = new Contents(List.of(SALT, DEXAMETHASONE));
    public static final Contents CYTOTOXIC = new Contents(List.of(SALT, CARBOPLATIN));
    public static final Contents VESICANT = new Contents(List.of(SALT, PACLITAXEL));
    public static final Contents NEEDS_FILTER =
            new Contents(List.of(SALT, PACLITAXEL), null, null, Set.of(SetProperty.NON_PVC, SetProperty.FILTER_0_2));

    private BagState state;
    private final Map<BagState, Taken> taken = new EnumMap<>(BagState.class);
    private boolean orderActive = true;
    private Contents contents = PREMEDICATION;
    private Set<String> prescribers = Set.of(DOCTOR.name());
    private Instant planned = NOW;
    private Instant beyondUse = NOW.plus(Duration.ofHours(8));
    private Double rate;
    private List<BagCode> replacedBy = List.of();
    private boolean external;
    private Person person = NURSE;
    private Wristband wristband = new Wristband.Of(PATIENT);
    private List<Second> seconds = List.of();
    private final List<GivenReason> reasons = new ArrayList<>();
    private String reason = "患者要求";
    private boolean byMessage;
    private Scanned scanned = Scanned.unknown();
    private Preparing preparing = Preparing.unknown();
    private Infusing infusing = Infusing.unknown();
    private Circumstances around = new Circumstances(true, null, null, Map.of(), List.of(), null, Set.of());

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

    public ABag wasTakenBy(Person who, BagState step) {
        taken.put(step, new Taken(who.name(), NOW));
        return this;
    }

    public ABag ofAWithdrawnOrder() {
        orderActive = false;
        return this;
    }

    public ABag cytotoxic() {
        return of(CYTOTOXIC);
    }

    public ABag of(Contents inside) {
        contents = inside;
        return this;
    }

    public ABag prescribedElsewhere() {
        external = true;
        return this;
    }

    public ABag prescribedBy(Person who) {
        prescribers = Set.of(who.name());
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

    public ABag orderedAt(Double millilitresPerHour) {
        rate = millilitresPerHour;
        return this;
    }

    public ABag replacedBy(BagCode code) {
        replacedBy = List.of(code);
        return this;
    }

    public ABag by(Person who) {
        person = who;
        return this;
    }

    public ABag at(Wristband scan) {
        wristband = scan;
        return this;
    }

    public ABag with(Second... second) {
        seconds = List.of(second);
        return this;
    }

    /** Another nurse has confirmed with an own token. */
    public ABag witnessed() {
        return with(new Second(OTHER_NURSE.name(), true, OTHER_NURSE.roles()));
    }

    public ABag because(LoopIssue rule, String why) {
        return because(rule.code(), why);
    }

    public ABag because(String rule, String why) {
        reasons.add(new GivenReason(rule, why));
        return this;
    }

    public ABag withoutReason() {
        reason = " ";
        return this;
    }

    public ABag toldByMessage() {
        byMessage = true;
        return this;
    }

    public ABag scanned(Scanned how) {
        scanned = how;
        return this;
    }

    public ABag with(Preparing what) {
        preparing = what;
        return this;
    }

    public ABag with(Infusing how) {
        infusing = how;
        return this;
    }

    public ABag beforeThePatientArrived() {
        return around(Circumstances.unknown());
    }

    public ABag around(Circumstances known) {
        around = known;
        return this;
    }

    public Attempt tried(Move move) {
        Bag bag = new Bag(
                CODE,
                PATIENT,
                state,
                taken,
                orderActive,
                contents,
                prescribers,
                planned,
                beyondUse,
                rate,
                replacedBy,
                external);
        Said said = new Said(reasons, reason, byMessage, scanned, preparing, infusing);
        return new Attempt(move, bag, person, wristband, seconds, said, around, NOW);
    }

    public Decision isTriedWith(Move move) {
        return isTriedWith(move, SiteSettings.standard());
    }

    /** At a site with settings of its own. */
    public Decision isTriedWith(Move move, SiteSettings site) {
        return new BagLoop(site).decide(tried(move));
    }
}
