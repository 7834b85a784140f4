package org.chemoloop.routes.recover;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.chemoloop.routes.answer.Addressee;
import org.chemoloop.routes.answer.Answer;
import org.chemoloop.routes.receive.KeptMessage;
import org.chemoloop.routes.receive.Turn;
import org.chemoloop.routes.submit.Decision;
import org.chemoloop.routes.translate.Translation;
import org.jspecify.annotations.Nullable;

/**
 * One received message on its way from kept to answered, with what is known of it so far.
 *
 * @param turn where its sender waits
 * @param group messages of one group take effect in order
 * @param number its place among all that were ever taken up, of any copy: what fhir-server tells a late one by
 * @param resends how often people asked for it to take effect once more
 * @param repeated its answer was given before
 * @param lastTry when the FHIR side last failed on it; null when it has not yet
 */
public record InHand(
        KeptMessage kept,
        Turn turn,
        String group,
        long number,
        int resends,
        boolean repeated,
        @Nullable Instant lastTry,
        Step next,
        @Nullable Translation translation,
        @Nullable Decision decision,
        @Nullable Answer answer) {

    /** Where it goes next. */
    public enum Step {
        DECIDE,
        SETTLE,
        WAIT;

        /** The name of the route. */
        public String route() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A message that comes out of the queue. */
    public static InHand arrived(KeptMessage kept, Turn turn, String group, long number, int resends) {
        return new InHand(kept, turn, group, number, resends, false, null, Step.DECIDE, null, null, null);
    }

    /** A parked message that is due. */
    static InHand due(KeptMessage kept, String group, long number, @Nullable Instant lastTry) {
        return new InHand(kept, Turn.over(kept.id()), group, number, 0, false, lastTry, Step.DECIDE, null, null, null);
    }

    /** The same message always gets an answer of the same name, and a new name only when a person had it repeated. */
    public Addressee addressee(Instant at) {
        return kept.addressee(resends == 0 ? 'A' : (char) ('E' + (resends - 1) % 20), at);
    }

    InHand toWait() {
        return new InHand(kept, turn, group, number, resends, repeated, lastTry, Step.WAIT, null, null, null);
    }

    /** It repeats an earlier message that is not answered yet. */
    InHand as(UUID firstId) {
        return new InHand(
                kept.as(firstId), turn, group, number, resends, repeated, lastTry, Step.DECIDE, null, null, null);
    }

    /** Its answer was known before. */
    InHand repeating(UUID firstId, Answer given) {
        return new InHand(
                kept.as(firstId), turn, group, number, resends, true, lastTry, Step.SETTLE, null, null, given);
    }

    public InHand translated(Translation into) {
        return new InHand(kept, turn, group, number, resends, repeated, lastTry, next, into, decision, answer);
    }

    public InHand decided(Decision by) {
        return new InHand(kept, turn, group, number, resends, repeated, lastTry, next, translation, by, answer);
    }

    public InHand answered(Answer with) {
        return new InHand(
                kept, turn, group, number, resends, repeated, lastTry, Step.SETTLE, translation, decision, with);
    }

    /** The answer of a message that has one. */
    public Answer settled() {
        if (answer == null) {
            throw new IllegalStateException(kept.id() + " has no answer yet");
        }
        return answer;
    }
}
