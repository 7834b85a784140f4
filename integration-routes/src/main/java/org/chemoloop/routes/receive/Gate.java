package org.chemoloop.routes.receive;

import java.util.Map;
import java.util.Optional;
import org.chemoloop.routes.translate.Finding;
import org.chemoloop.routes.translate.Hl7Message;
import org.chemoloop.routes.translate.Translator;

/** Says by the header alone, within microseconds, that a message can never be taken. */
public final class Gate {
    private final Translator translator;
    private final Map<String, Senders> senders;

    public Gate(Translator translator, Map<String, Senders> senders) {
        this.translator = translator;
        this.senders = senders;
    }

    public Optional<Finding> judge(KeptMessage kept, String certificate) {
        if (kept.message().isEmpty()) {
            return Optional.of(Finding.reject(Finding.SEGMENT_SEQUENCE, "MSH^1", kept.unreadable()));
        }
        Hl7Message.Header header = kept.message().get().header();
        Optional<Finding> stranger =
                senders.getOrDefault(kept.channel(), Senders.ANYBODY).objection(header, certificate);
        if (stranger.isPresent()) {
            return stranger;
        }
        Optional<Finding> unacceptable = translator.acceptance(header);
        if (unacceptable.isPresent()) {
            return unacceptable;
        }
        if (header.controlId().isEmpty()) {
            return Optional.of(Finding.error(
                    Finding.REQUIRED_FIELD,
                    "MSH^1^10",
                    "MSH-10 is empty. Give every message a control id, so that a repeat can be told from a new one."));
        }
        if (kept.isInUnknownCharacters()) {
            return Optional.of(Finding.error(
                    Finding.TABLE_VALUE,
                    "MSH^1^18",
                    "MSH-18 '" + header.characterSet() + "' is not a known character set. Send UNICODE UTF-8,"
                            + " GB 18030-2000, ASCII or 8859/1."));
        }
        return Optional.empty();
    }
}
