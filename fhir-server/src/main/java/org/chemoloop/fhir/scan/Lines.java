package org.chemoloop.fhir.scan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chemoloop.fhir.loop.known.Said.Line;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.springframework.stereotype.Component;

/**
 * Finds out through which line a bag runs: from the site that the nurse names, or the registered line that she scans.
 */
@Component
class Lines {

    private final Store store;

    Lines(Store store) {
        this.store = store;
    }

    Optional<Line> of(MedicationAdministration scan) {
        return line(scan.getDosage().getSite())
                .or(() -> scan.getDevice().stream()
                        .filter(device ->
                                "Device".equals(device.getReferenceElement().getResourceType()))
                        .flatMap(device -> store
                                .find(Device.class, device.getReferenceElement().getIdPart())
                                .stream())
                        .flatMap(device -> line(device.getType()).stream())
                        .findFirst());
    }

    private static Optional<Line> line(CodeableConcept concept) {
        List<String> codes = concept.getCoding().stream()
                .filter(coding -> Systems.LINE_TYPE.equals(coding.getSystem()))
                .flatMap(coding -> Stream.ofNullable(coding.getCode()))
                .toList();
        return Arrays.stream(Line.values())
                .filter(line -> codes.contains(line.name()))
                .findFirst();
    }
}
