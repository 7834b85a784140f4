package org.chemoloop.fhir.loop;

import java.util.List;
import java.util.function.Function;
import org.chemoloop.fhir.loop.rule.Rule;

/** What the loop says to an attempt. A wrong wristband is a normal answer, not an exception. */
public sealed interface Decision {

    /**
     * The bag goes on.
     *
     * @param overridden what warned, and why the person goes on
     * @param notices what is put on record without holding anybody up
     * @param unchecked the rules for which nobody sent data
     */
    record Moved(
            Move move,
            BagState from,
            BagState to,
            List<Overridden> overridden,
            List<Refusal> notices,
            List<Rule> unchecked)
            implements Decision {

        public Moved {
            overridden = List.copyOf(overridden);
            notices = List.copyOf(notices);
            unchecked = List.copyOf(unchecked);
        }
    }

    /** A warning and the reason to go on. */
    record Overridden(Refusal warning, String reason) {}

    /** An earlier step was told late: it is put on record, the bag stays where it is. */
    record ToldLate(Move move, BagState told, BagState stays, List<Refusal> notices) implements Decision {

        public ToldLate {
            notices = List.copyOf(notices);
        }
    }

    /** The same person told the same again: the answer is the same and nothing changes. */
    record Repeated(Move move, BagState state) implements Decision {}

    /**
     * Soft rules warn: it goes on only with a reason for each.
     *
     * @param also what else warns, so that nobody gives a reason for what they did not read
     */
    record Warned(Refusal why, List<Refusal> also) implements Decision {

        public Warned {
            also = List.copyOf(also);
        }
    }

    /** A hard rule forbids it. */
    record Refused(Refusal why) implements Decision {}

    default <T> T fold(
            Function<Moved, T> moved,
            Function<ToldLate, T> toldLate,
            Function<Repeated, T> repeated,
            Function<Warned, T> warned,
            Function<Refused, T> refused) {
        if (this instanceof Moved it) {
            return moved.apply(it);
        } else if (this instanceof ToldLate it) {
            return toldLate.apply(it);
        } else if (this instanceof Repeated it) {
            return repeated.apply(it);
        } else if (this instanceof Warned it) {
            return warned.apply(it);
        }
        return refused.apply((Refused) this);
    }

    static Decision no(Refusal why) {
        return why.isSoft() ? new Warned(why, List.of()) : new Refused(why);
    }
}
