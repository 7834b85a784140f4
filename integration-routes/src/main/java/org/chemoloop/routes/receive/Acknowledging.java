package org.chemoloop.routes.receive;

import org.chemoloop.routes.answer.Answer;

/**
 * Which answers a sender asks for in MSH-15 and MSH-16 (HL7 v2.5 §2.9.2 and §2.9.3).
 *
 * <p>MSH-15 alone switches to the enhanced mode, and its empty MSH-16 means {@code AL}: who asks for commits but has
 * forgotten to ask for results must still hear that an order was refused.
 */
public record Acknowledging(String accept, String application) {
    private static final byte[] SILENCE = {};

    public static Acknowledging of(KeptMessage kept) {
        return kept.message()
                .map(message -> new Acknowledging(
                        message.header().acceptAck(), message.header().applicationAck()))
                .orElse(new Acknowledging("", ""));
    }

    boolean enhanced() {
        return !accept.isEmpty() && !accept.equals("NE");
    }

    /** Whether "kept" is worth a CA. */
    boolean commits() {
        return enhanced() && !accept.equals("ER");
    }

    /** Whether the application answer belongs into the same turn. */
    boolean waits() {
        return !enhanced() && !application.equals("NE");
    }

    /** Whether the sender asked for this answer, in the turn or later. */
    public boolean wants(Answer answer) {
        return switch (application) {
            case "NE" -> false;
            case "ER" -> answer.isError();
            case "SU" -> !answer.isError();
            default -> true;
        };
    }

    /** What is said in the turn of the answer: nothing when the sender did not ask for it. */
    public byte[] said(Answer answer) {
        return wants(answer) ? answer.bytes() : SILENCE;
    }

    /** Whether an answer that missed its turn is still worth a message: results of orders and bad news are. */
    public boolean wantsLate(Answer answer) {
        return wants(answer) && (enhanced() || answer.aboutOrders() || answer.isError());
    }
}
