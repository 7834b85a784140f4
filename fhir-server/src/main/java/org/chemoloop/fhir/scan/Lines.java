package org.chemoloop.fhir.scan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chemoloop.fhir.loop.known.Said.Line;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.FHIRDeviceStatus;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.springframework.stereotype.Component;

/**
 * Finds out through which line a bag runs: from the site that the nurse names, or the registered line that she scans.
 */
@Component
public class Lines {

    private final Store store;

    Lines(Store store) {
        this.store = store;
    }

    /** @param patient in whom the line lies: another's, or one that was taken out, carries nothing to them */
    public Optional<Line> of(MedicationAdministration scan, String patient) {
        return line(scan.getDosage().getSite())
                .or(() -> scan.getDevice().stream()
                        .filter(device ->
                                "Device".equals(device.getReferenceElement().getResourceType()))
                        .flatMap(device -> store
                                .find(Device.class, device.getReferenceElement().getIdPart())
                                .stream())
                        .filter(device -> liesIn(device, patient))
                        .flatMap(device -> line(device.getType()).stream())
                        .findFirst());
    }

    private static boolean liesIn(Device line, String patient) {
        boolean gone =
                line.getStatus() == FHIRDeviceStatus.INACTIVE || line.getStatus() == FHIRDeviceStatus.ENTEREDINERROR;
        String whose = line.getPatient().getReferenceElement().getIdPart();
        return !gone && (whose == null || whose.equals(patient));
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
