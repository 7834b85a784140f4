package org.chemoloop.routes;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import org.chemoloop.routes.submit.BundleJson;
import org.chemoloop.routes.translate.Hl7Message;
import org.chemoloop.routes.translate.Translation;
import org.chemoloop.routes.translate.Translator;
import org.chemoloop.routes.translate.UnreadableMessageException;
import org.hl7.fhir.r4.model.Bundle;

/**
 * Translates a made-up order before the first line opens: reading the FHIR model takes seconds the first time, and a
 * sender waits only five.
 */
final class WarmUp {
    private static final String ORDER = String.join(
            "\r",
            "MSH|^~\\&|WARMUP|WARMUP|CHEMOLOOP|DAYCHEMO|20260101000000||RDE^O11^RDE_O11|W1|P|2.5",
            "PID|1||W1^^^HIS^MR||W^W||19700101|M",
            "PV1|1|O|W||||W1^W||||||||||||W1",
            "ORC|NW|W1^HIS||W1^HIS|||||20260101000000|||W1^W",
            "RXE|1^^^20260101000000|W1^W^HISDRUG|1||mg^mg^UCUM",
            "TQ1|1||ONCE||||20260101000000",
            "RXR|IV^IV^HL70162",
            "RXC|B|W2^W^HISDRUG|1|mL^mL^UCUM",
            "RXC|A|W1^W^HISDRUG|1|mg^mg^UCUM",
            "");

    private WarmUp() {}

    static Translator warm(Translator translator, FhirContext fhir) {
        try {
            IParser json = fhir.newJsonParser();
            if (translator.translate(Hl7Message.parse(ORDER)) instanceof Translation.Translated translated) {
                json.parseResource(Bundle.class, new BundleJson(fhir).write(translated.bundle()));
            }
            return translator;
        } catch (UnreadableMessageException e) {
            throw new IllegalStateException("the order of the warm-up cannot be read", e);
        }
    }
}
