package org.chemoloop.fhir.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.chemoloop.fhir.loop.BagCode;
import org.hl7.fhir.r4.model.DomainResource;
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
        return order(code).map(bag -> of(code, bag, Map.of()));
    }

    /** A bag, and the resource of one of its steps where there is one already. */
    record WithStep(BagRecord bag, Optional<? extends DomainResource> step) {}

    /**
     * Reads a bag anew together with the resource of the step that is to be taken: by one statement, unless its lines
     * have become others.
     *
     * @param before the bag as it was read before anything was locked
     */
    <T extends DomainResource> WithStep findAgain(BagCode code, MedicationRequest before, Class<T> step) {
        String own = "MedicationRequest/" + Systems.idOf(code);
        String ofStep = step.getSimpleName() + "/" + Systems.idOf(code);
        List<String> names = new ArrayList<>(lines(before));
        names.addAll(List.of(own, task(code), ofStep));
        Map<String, Resource> found = store.find(names);
        MedicationRequest bag = (MedicationRequest) Objects.requireNonNull(found.get(own), own);
        // A copy: the step may be the bag's Task, and what is merged into the one must not change the other.
        return new WithStep(
                of(code, bag, found),
                Optional.ofNullable(found.get(ofStep)).map(Resource::copy).map(step::cast));
    }

    private static String task(BagCode code) {
        return "Task/" + Systems.idOf(code);
    }

    private static List<String> lines(MedicationRequest bag) {
        return bag.getBasedOn().stream()
                .filter(Reference::hasReference)
                .map(Reference::getReferenceElement)
                .filter(line -> "MedicationRequest".equals(line.getResourceType()))
                .map(line -> "MedicationRequest/" + line.getIdPart())
                .toList();
    }

    private BagRecord of(BagCode code, MedicationRequest bag, Map<String, Resource> known) {
        List<String> lines = lines(bag);
        Map<String, Resource> found = new HashMap<>(known);
        found.putAll(store.find(Stream.concat(lines.stream(), Stream.of(task(code)))
                .filter(name -> !known.containsKey(name))
                .toList()));
        Task task = (Task) found.get(task(code));
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
