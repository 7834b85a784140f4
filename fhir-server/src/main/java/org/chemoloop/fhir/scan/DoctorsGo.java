package org.chemoloop.fhir.scan;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Person.Role;
import org.chemoloop.fhir.loop.Refusal;
import org.hl7.fhir.r4.model.Observation;

/** The doctor's go before drugs are released: an Observation with this code, which nobody but a doctor writes. */
final class DoctorsGo {

    private static final String SYSTEM = Systems.BASE + "/CodeSystem/loop-observation";
    private static final String CODE = "doctors-go";

    private DoctorsGo() {}

    static TokenOrListParam token() {
        return new TokenOrListParam().addOr(new TokenParam(SYSTEM, CODE));
    }

    static void check(Observation observation, RequestDetails request) {
        boolean isGo = observation.getCode().getCoding().stream()
                .anyMatch(coding -> SYSTEM.equals(coding.getSystem()) && CODE.equals(coding.getCode()));
        if (!isGo || OwnWrite.isMarked(request)) {
            return;
        }
        Asking asking = Asking.of(request);
        if (!asking.person().is(Role.DOCTOR)) {
            throw RefusedScan.answer(
                    Refusal.of(LoopIssue.NOT_PRIVILEGED, "只有医生能同意用药", "Only a doctor says go"), asking.locale());
        }
    }
}
