package org.chemoloop.routes.translate.type;

import org.chemoloop.routes.translate.Hl7Message;
import org.hl7.fhir.r4.model.Identifier;

/** MSH-3, MSH-4 and MSH-10 → the identifier of the message, by which it is kept and found again. */
public final class MessageKey implements Converter {
    @Override
    public Identifier convert(Cell cell) {
        return identifier(cell.header());
    }

    public static Identifier identifier(Hl7Message.Header header) {
        return new Identifier().setSystem(Terms.sid("message")).setValue(value(header));
    }

    public static String value(Hl7Message.Header header) {
        return header.sendingApplication() + "|" + header.sendingFacility() + "|" + header.controlId();
    }
}
