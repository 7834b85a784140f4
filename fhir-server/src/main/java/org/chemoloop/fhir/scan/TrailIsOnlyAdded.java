package org.chemoloop.fhir.scan;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Provenance;
import org.springframework.stereotype.Component;

/**
 * What was done and what was refused stays as it was written: nobody tells of a step that the loop has not taken, and
 * nobody rewrites a near miss. Printers record their prints, pharmacists what they did about an issue.
 */
@Component
class TrailIsOnlyAdded implements WriteRule {

    private static final String PRINT = "print-";

    @Override
    public void created(IBaseResource resource, RequestDetails request) {
        if (resource instanceof Provenance provenance && tellsOfAStep(provenance)) {
            throw refusal(request);
        }
    }

    @Override
    public void updated(IBaseResource before, IBaseResource after, RequestDetails request) {
        boolean rewritten = before instanceof AuditEvent
                || before instanceof Provenance provenance
                        && !(isPrint(provenance) && !tellsOfAStep((Provenance) after))
                || before instanceof DetectedIssue stored && !onlyAddsTo(stored, (DetectedIssue) after);
        if (rewritten) {
            throw refusal(request);
        }
    }

    private static boolean tellsOfAStep(Provenance provenance) {
        return provenance.getActivity().getCoding().stream()
                .anyMatch(coding -> Systems.LOOP_STATUS.equals(coding.getSystem()));
    }

    private static boolean isPrint(Provenance provenance) {
        String id = provenance.getIdElement().getIdPart();
        return id != null && id.startsWith(PRINT) && !tellsOfAStep(provenance);
    }

    /** What was done about it may be added; what was found stays. */
    private static boolean onlyAddsTo(DetectedIssue stored, DetectedIssue said) {
        int known = stored.getMitigation().size();
        if (said.getMitigation().size() < known) {
            return false;
        }
        DetectedIssue alike = said.copy();
        alike.setMitigation(alike.getMitigation().subList(0, known));
        // The store's business: version and time.
        alike.setMeta(stored.getMeta());
        alike.setIdElement(stored.getIdElement());
        return alike.equalsDeep(stored);
    }

    private static RuntimeException refusal(RequestDetails request) {
        return RefusedScan.answer(
                Refusal.of(
                        LoopIssue.WRONG_STATE,
                        "闭环记录由系统写入，不能代写或修改",
                        "What was done and refused is recorded by the loop itself: it is not written or changed here"),
                Asking.of(request).locale());
    }
}
