package org.chemoloop.fhir.loop;

import java.util.List;
import java.util.function.Function;

/** What the loop says to an attempt. A wrong wristband is a normal answer, not an exception. */
public sealed interface Decision {

    /** The bag goes on. */
    record Moved(Move move, BagState from, BagState to, List<GivenReason> overridden) implements Decision {

        public Moved {
            overridden = List.copyOf(overridden);
        }
    }

    /** An earlier step was told late: it is put on record, the bag stays where it is. */
    record ToldLate(Move move, BagState told, BagState stays) implements Decision {}

    /** The same person told the same again: the answer is the same and nothing changes. */
    record Repeated(Move move, BagState state) implements Decision {}

    /** A soft rule warns: it goes on only with a reason. */
    record Warned(Refusal why) implements Decision {}

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
        return why.issue().isSoft() ? new Warned(why) : new Refused(why);
    }
}
