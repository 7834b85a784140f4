package org.chemoloop.fhir.loop;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.loop.known.Circumstances;
import org.chemoloop.fhir.loop.known.Said;

/** Somebody tries to take a step with a bag. */
public record Attempt(
        Move move,
        Bag bag,
        Person person,
        Wristband wristband,
        List<Second> seconds,
        Said said,
        Circumstances around,
        Instant now) {

    /**
     * A second person named beside the first.
     *
     * @param confirmed whether their own token confirmed this bag for this patient
     * @param roles what they were when they confirmed
     */
    public record Second(String name, boolean confirmed, Set<String> roles) {

        public Second {
            roles = Set.copyOf(roles);
        }

        public boolean is(Person.Role role) {
            return roles.contains(role.code());
        }
    }

    public Attempt {
        seconds = List.copyOf(seconds);
    }

    /** The reason given to go on although this objection warns; it may name the code or the number of the rule. */
    Optional<GivenReason> reasonFor(Refusal objection) {
        return said.overrides().stream()
                .filter(given -> given.answers(objection))
                .findFirst();
    }
}
