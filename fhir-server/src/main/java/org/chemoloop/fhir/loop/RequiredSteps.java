package org.chemoloop.fhir.loop;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.loop.rule.Threshold.Unit;

/** The steps that a site insists on before the next may be taken, each as the alternatives that satisfy it. */
record RequiredSteps(List<Set<BagState>> required) {

    static final Threshold STEPS = new Threshold(
            "chemoloop.loop.required-steps",
            "accepted, released, prepared|compounded, received",
            Unit.LIST,
            "contract; a site adds reviewed, picked, checked, qc-passed, dispatched");

    static final Rule STEP_ORDER = Rule.hard(
                    "P3",
                    LoopIssue.WRONG_STATE,
                    "按站点要求的步骤顺序进行",
                    "Steps are taken in their order, none that the site requires is skipped")
            .with(STEPS);

    static final Rule RECEIVED_FIRST = Rule.hard(
            "B3",
            LoopIssue.NOT_RECEIVED,
            "未收药的药袋不能用药",
            "A bag that was not released, prepared and received is not started");

    RequiredSteps {
        required = List.copyOf(required);
    }

    static RequiredSteps of(SiteSettings site) {
        List<Set<BagState>> required = new ArrayList<>();
        for (String alternatives : site.list(STEPS)) {
            required.add(alternatives(alternatives, site));
        }
        return new RequiredSteps(required);
    }

    private static Set<BagState> alternatives(String text, SiteSettings site) {
        Set<BagState> alternatives = EnumSet.noneOf(BagState.class);
        for (String code : text.split("\\|")) {
            alternatives.add(BagState.ofCode(code.strip())
                    .filter(BagState::isBeforeStart)
                    .orElseThrow(() -> site.complaint(STEPS, "a list of steps before the start of a bag: " + code)));
        }
        return alternatives;
    }

    /** What is known to have happened: a bag that was checked or left the PIVAS was compounded, told or not. */
    static Set<BagState> known(Bag bag) {
        Set<BagState> known = EnumSet.copyOf(bag.done());
        boolean leftThePivas = known.contains(BagState.QC_PASSED) || known.contains(BagState.DISPATCHED);
        if (leftThePivas && !known.contains(BagState.PREPARED)) {
            known.add(BagState.COMPOUNDED);
        }
        return known;
    }

    Optional<Refusal> objection(Step step, Bag bag) {
        if (!isForward(step.to())) {
            return Optional.empty();
        }
        Set<BagState> known = known(bag);
        return required.stream()
                .filter(alternatives -> alternatives.stream().allMatch(needed -> needed.compareTo(step.to()) < 0))
                .filter(alternatives -> alternatives.stream().noneMatch(known::contains))
                .filter(alternatives -> !impliedBy(step, alternatives))
                .findFirst()
                .map(missing -> refusal(step, bag, missing));
    }

    private static boolean isForward(BagState to) {
        return to.compareTo(BagState.INFUSING) <= 0;
    }

    /** The PIVAS may tell of the departure alone. */
    private static boolean impliedBy(Step step, Set<BagState> alternatives) {
        return alternatives.contains(BagState.COMPOUNDED)
                && (step.to() == BagState.QC_PASSED || step.to() == BagState.DISPATCHED);
    }

    private static Refusal refusal(Step step, Bag bag, Set<BagState> missing) {
        BagState needed = missing.iterator().next();
        if (step.to() == BagState.INFUSING && !known(bag).contains(BagState.RECEIVED)) {
            return Refusal.by(
                    RECEIVED_FIRST,
                    "该袋尚未收药（现在是“%s”），不能用药",
                    "The bag was not received (it is %s): do not start it",
                    bag.state().words());
        }
        return Refusal.by(
                STEP_ORDER,
                "该袋现在是“%s”，“%s”之前不能“%s”",
                "The bag is %s: before it is %s it cannot be %s",
                bag.state().words(),
                needed.words(),
                step.move().words());
    }
}
