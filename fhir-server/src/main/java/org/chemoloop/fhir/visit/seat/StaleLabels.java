package org.chemoloop.fhir.visit.seat;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.chemoloop.fhir.scan.OwnWrite;
import org.chemoloop.fhir.scan.WriteRule;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.springframework.stereotype.Component;

/** A label that was printed again names the seat that is true now: then the bag's label is no longer stale. */
@Component
class StaleLabels implements WriteRule {

    private static final String PRINT = "print-";
    private static final String BAG = "bag-";

    private final DaoRegistry daos;

    StaleLabels(DaoRegistry daos) {
        this.daos = daos;
    }

    @Override
    public void created(IBaseResource resource, RequestDetails request) {
        // What follows from a print is written when the print is.
    }

    @Override
    public void updated(IBaseResource before, IBaseResource after, RequestDetails request) {
        // A print that is recorded again was printed once.
    }

    @Override
    public void stored(IBaseResource resource, RequestDetails request) {
        if (resource instanceof Provenance print
                && print.getIdElement().getIdPart().startsWith(PRINT)) {
            print.getTarget().stream()
                    .map(Reference::getReferenceElement)
                    .filter(target -> MedicationRequest.class.getSimpleName().equals(target.getResourceType())
                            && target.getIdPart().startsWith(BAG))
                    .forEach(this::isCurrent);
        }
    }

    private void isCurrent(IIdType bag) {
        MedicationRequest order =
                daos.getResourceDao(MedicationRequest.class).read(bag.toUnqualifiedVersionless(), OwnWrite.request());
        if (order.getExtension().removeIf(extension -> SeatSlots.STALE_LABEL.equals(extension.getUrl()))) {
            daos.getResourceDao(MedicationRequest.class).update(order, OwnWrite.request());
        }
    }
}
