package org.chemoloop.routes.receive;

import org.chemoloop.routes.answer.Answer;
import org.chemoloop.routes.translate.Hl7Message;

/**
 * Which answers a sender asks for in MSH-15 and MSH-16 (HL7 v2.5 §2.9.2 and §2.9.3).
 *
 * <p>MSH-15 alone switches to the enhanced mode, and its empty MSH-16 means {@code AL}: who asks for commits but has
 * forgotten to ask for results must still hear that an order was refused.
 */
record Acknowledging(String accept, String application) {

    static Acknowledging of(Hl7Message.Header header) {
        return new Acknowledging(header.acceptAck(), header.applicationAck());
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

    boolean wants(Answer answer) {
        return switch (application) {
            case "NE" -> false;
            case "ER" -> answer.isError();
            case "SU" -> !answer.isError();
            default -> true;
        };
    }
}
