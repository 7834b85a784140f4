package org.chemoloop.fhir.scan;

import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.loop.BagCode;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;

/** Finds what is stored of a bag. */
@Component
class BagRecords {

    private final Store store;

    BagRecords(Store store) {
        this.store = store;
    }

    Optional<MedicationRequest> order(BagCode code) {
        return store.find(MedicationRequest.class, Systems.idOf(code));
    }

    /** Empty when no such bag was ever ordered. */
    Optional<BagRecord> find(BagCode code) {
        return order(code).map(bag -> new BagRecord(code, bag, task(code), lines(bag)));
    }

    private Task task(BagCode code) {
        return store.find(Task.class, Systems.idOf(code))
                .orElseThrow(() -> new IllegalStateException("bag=" + code + " has no Task"));
    }

    private List<MedicationRequest> lines(MedicationRequest bag) {
        return bag.getBasedOn().stream()
                .filter(Reference::hasReference)
                .filter(line ->
                        "MedicationRequest".equals(line.getReferenceElement().getResourceType()))
                .map(line -> store.read(MedicationRequest.class, line))
                .toList();
    }
}
