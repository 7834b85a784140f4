package org.chemoloop.routes.conform;

import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.validation.ValidationContext;
import ca.uhn.hl7v2.validation.ValidationException;
import ca.uhn.hl7v2.validation.builder.ValidationRuleBuilder;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.chemoloop.routes.receive.CharacterSets;

/**
 * The rules for messages that we send, as a validation context of HAPI, and what they say against a message.
 *
 * <p>They replace HAPI's own rules, which limit lengths and the shape of texts: a long Chinese drug name is no fault.
 */
public final class StrictOut {
    private final WellFormed wellFormed = new WellFormed();
    private final ValidationContext rules = ValidationContextFactory.fromBuilder(new ValidationRuleBuilder() {
        private static final long serialVersionUID = 1;

        @Override
        protected void configure() {
            forAllVersions().message().all().test(wellFormed);
        }
    });

    public ValidationContext rules() {
        return rules;
    }

    /** What is wrong, without a word of the content; empty when nothing is. */
    public String complaints(Message message) {
        return Arrays.stream(wellFormed.apply(message))
                .map(ValidationException::getMessage)
                .collect(Collectors.joining("; "));
    }

    /** The text of a message as HAPI can read it: decoded by our own table, because camel-hl7's has no GB 18030. */
    public static String text(byte[] message) {
        String text = CharacterSets.decode(message).text();
        int end = text.indexOf('\r');
        // HAPI has no structures of these two, which only correct the version before them.
        return end < 0
                ? text
                : text.substring(0, end).replace("|2.7.1", "|2.7").replace("|2.8.2", "|2.8.1") + text.substring(end);
    }
}
