package org.chemoloop.fhir.loop;

import java.util.List;
import java.util.Set;
import org.chemoloop.fhir.loop.Person.Role;

/**
 * A row of the loop: from where a move leads to where, who may make it, what it needs.
 *
 * @param to of a move that leads back: the latest step that may be the one before
 */
record Step(Move move, Set<BagState> from, BagState to, Set<Role> who, List<Guard> needs) {

    boolean mayBeTakenBy(Person person) {
        return person.is(who.toArray(Role[]::new));
    }

    /** Where it leads a bag with these steps on record. */
    BagState to(Set<BagState> done) {
        return move.leadsBack()
                ? done.stream()
                        .filter(step ->
                                step.compareTo(to) <= 0 && !move.takenBack().contains(step))
                        .max(BagState::compareTo)
                        .orElse(BagState.ORDERED)
                : to;
    }

    /** Whether the step belongs to the way from the order to the chair, where a late report still counts. */
    boolean isOnTheWay() {
        return to.isBeforeStart();
    }
}
