package org.chemoloop.routes.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Set;
import org.chemoloop.routes.translate.Delimiters;
import org.chemoloop.routes.translate.Hl7Message;
import org.chemoloop.routes.translate.Segment;
import org.jspecify.annotations.Nullable;

/**
 * Whom an answer goes to, and how: with the sender's separators, version and character set.
 *
 * @param message what is answered; null when it has no readable header
 * @param answerId MSH-10 of the answer
 * @param at MSH-7 of the answer
 */
public record Addressee(@Nullable Hl7Message message, Charset charset, String answerId, Instant at) {
    private static final Delimiters USUAL = new Delimiters('|', '^', '~', '\\', '&', '\uFFFF');
    private static final String US = "CHEMOLOOP";
    private static final Set<String> VERSIONS =
            Set.of("2.1", "2.2", "2.3", "2.3.1", "2.4", "2.5", "2.5.1", "2.6", "2.7", "2.7.1", "2.8", "2.8.1", "2.8.2");

    /** The sender of something that is no message. */
    public static Addressee unknown(String answerId, Instant at) {
        return new Addressee(null, UTF_8, answerId, at);
    }

    Delimiters delimiters() {
        return message == null ? USUAL : message.delimiters();
    }

    String messageCode() {
        return message == null ? "" : message.header().messageCode();
    }

    String triggerEvent() {
        return message == null ? "" : message.header().triggerEvent();
    }

    /** The sender's version if it is one of HL7 v2, else the one we speak ourselves. */
    String version() {
        String sent = message == null ? "" : message.header().version();
        return VERSIONS.contains(sent) ? sent : "2.5";
    }

    boolean before25() {
        return version().compareTo("2.5") < 0;
    }

    /** A field of the received MSH exactly as it came. */
    String msh(int field) {
        if (message == null) {
            return "";
        }
        Segment msh = message.segments().get(0);
        return msh.field(field).raw();
    }

    String sendingApplication() {
        return msh(5).isEmpty() ? US : msh(5);
    }

    String processingId() {
        return msh(11).isEmpty() ? "P" : msh(11);
    }
}
