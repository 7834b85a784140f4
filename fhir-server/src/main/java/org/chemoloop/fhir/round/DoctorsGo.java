package org.chemoloop.fhir.round;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Person.Role;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.scan.Asking;
import org.chemoloop.fhir.scan.RefusedScan;
import org.chemoloop.fhir.scan.Systems;
import org.chemoloop.fhir.scan.WriteRule;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Observation;
import org.springframework.stereotype.Component;

/** The doctor's go before drugs are released: an Observation with this code, which nobody but a doctor writes. */
@Component
class DoctorsGo implements WriteRule {

    private static final String CODE = "doctors-go";

    @Override
    public void created(IBaseResource resource, RequestDetails request) {
        if (isGo(resource)) {
            check(request);
        }
    }

    @Override
    public void updated(IBaseResource before, IBaseResource after, RequestDetails request) {
        if (isGo(before) || isGo(after)) {
            check(request);
        }
    }

    private static boolean isGo(IBaseResource resource) {
        return resource instanceof Observation observation
                && observation.getCode().getCoding().stream()
                        .anyMatch(coding ->
                                Systems.LOOP_OBSERVATION.equals(coding.getSystem()) && CODE.equals(coding.getCode()));
    }

    private static void check(RequestDetails request) {
        Asking asking = Asking.of(request);
        if (!asking.person().is(Role.DOCTOR)) {
            throw RefusedScan.answer(
                    Refusal.of(LoopIssue.NOT_PRIVILEGED, "只有医生能同意用药", "Only a doctor says go"), asking.locale());
        }
    }
}
