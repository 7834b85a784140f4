package org.chemoloop.fhir.loop;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The steps that a site insists on before the next may be taken. */
record RequiredSteps(List<Set<BagState>> required) {

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
            return Refusal.of(
                    LoopIssue.NOT_RECEIVED,
                    "该袋尚未收药（现在是“%s”），不能用药",
                    "The bag was not received (it is %s): do not start it",
                    bag.state().words());
        }
        return Refusal.of(
                LoopIssue.WRONG_STATE,
                "该袋现在是“%s”，“%s”之前不能“%s”",
                "The bag is %s: before it is %s it cannot be %s",
                bag.state().words(),
                needed.words(),
                step.move().words());
    }
}
