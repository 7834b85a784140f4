package org.chemoloop.fhir.scan;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.chemoloop.fhir.loop.BagCode;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
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
        return order(code).map(bag -> of(code, bag));
    }

    private BagRecord of(BagCode code, MedicationRequest bag) {
        List<String> lines = bag.getBasedOn().stream()
                .filter(Reference::hasReference)
                .map(Reference::getReferenceElement)
                .filter(line -> "MedicationRequest".equals(line.getResourceType()))
                .map(line -> "MedicationRequest/" + line.getIdPart())
                .toList();
        Map<String, Resource> found = store.find(Stream.concat(lines.stream(), Stream.of("Task/" + Systems.idOf(code)))
                .toList());
        Task task = (Task) found.get("Task/" + Systems.idOf(code));
        if (task == null || !found.keySet().containsAll(lines)) {
            throw new IllegalStateException("bag=" + code + " has no Task or lacks a line");
        }
        return new BagRecord(
                code,
                bag,
                task,
                lines.stream()
                        .map(line -> (MedicationRequest) Objects.requireNonNull(found.get(line)))
                        .toList());
    }
}
