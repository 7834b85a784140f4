package org.chemoloop.fhir.scan;

import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.List;

/** Which Observations are vital signs: blood pressure (panel, systolic), heart rate, temperature, breathing, oxygen. */
public final class VitalSigns {

    private static final List<String> CODES = List.of("85354-9", "8480-6", "8867-4", "8310-5", "9279-1", "59408-5");

    private VitalSigns() {}

    public static TokenOrListParam codes() {
        TokenOrListParam codes = new TokenOrListParam();
        CODES.forEach(code -> codes.addOr(new TokenParam("http://loinc.org", code)));
        return codes;
    }
}
