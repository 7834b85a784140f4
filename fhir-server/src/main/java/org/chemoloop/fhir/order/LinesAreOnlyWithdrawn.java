package org.chemoloop.fhir.order;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Set;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.scan.Asking;
import org.chemoloop.fhir.scan.RefusedScan;
import org.chemoloop.fhir.scan.WriteRule;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.springframework.stereotype.Component;

/**
 * A prescription line is ordered and changed where every order is judged: {@code $submit} and {@code POST
 * MedicationRequest}. Any other write may only take it back or hold it, which stops its bags; to let it go on or to say
 * another drug that way would pass by the rules.
 */
@Component
class LinesAreOnlyWithdrawn implements WriteRule {

    private static final Set<MedicationRequestStatus> STANDING =
            Set.of(MedicationRequestStatus.DRAFT, MedicationRequestStatus.ACTIVE);
    private static final Set<MedicationRequestStatus> WITHDRAWN = Set.of(
            MedicationRequestStatus.ONHOLD,
            MedicationRequestStatus.STOPPED,
            MedicationRequestStatus.CANCELLED,
            MedicationRequestStatus.ENTEREDINERROR);

    @Override
    public void created(IBaseResource resource, RequestDetails request) {
        if (resource instanceof MedicationRequest) {
            throw RefusedScan.answer(
                    Refusal.of(
                            LoopIssue.WRONG_STATE,
                            "新医嘱须经审核：请用 POST MedicationRequest 单独提交，或由开方系统用 $submit 提交",
                            "An order is judged first: POST one MedicationRequest by itself, or send a message by"
                                    + " $submit"),
                    Asking.of(request).locale());
        }
    }

    @Override
    public void updated(IBaseResource before, IBaseResource after, RequestDetails request) {
        if (before instanceof MedicationRequest stored
                && after instanceof MedicationRequest said
                && !(saysTheSame(stored, said) && mayBecome(stored.getStatus(), said.getStatus()))) {
            throw RefusedScan.answer(
                    Refusal.of(
                            LoopIssue.WRONG_STATE,
                            "医嘱只能由开方系统更改；此处只能停止或暂停",
                            "A prescription line is changed by an order; here it can only be stopped or held"),
                    Asking.of(request).locale());
        }
    }

    private static boolean mayBecome(MedicationRequestStatus stored, MedicationRequestStatus said) {
        return said == stored || STANDING.contains(stored) && WITHDRAWN.contains(said);
    }

    private static boolean saysTheSame(MedicationRequest stored, MedicationRequest said) {
        MedicationRequest alike = said.copy();
        alike.setStatus(stored.getStatus());
        alike.setStatusReason(stored.getStatusReason());
        // The store's business: version and time.
        alike.setMeta(stored.getMeta());
        alike.setIdElement(stored.getIdElement());
        return alike.equalsDeep(stored);
    }
}
