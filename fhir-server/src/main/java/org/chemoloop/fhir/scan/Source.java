package org.chemoloop.fhir.scan;

import org.hl7.fhir.r4.model.Identifier;

/** Where a step was told: the scan's request or the kept message. */
public record Source(Identifier identifier) {

    public static Source ofRequest(String id) {
        return new Source(new Identifier().setSystem(Systems.BASE + "/sid/scan").setValue(id));
    }
}
