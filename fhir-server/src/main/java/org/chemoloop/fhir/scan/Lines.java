package org.chemoloop.fhir.scan;

import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chemoloop.fhir.loop.known.Said.Line;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.FHIRDeviceStatus;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;
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
        return of(scan, patient, id -> store.find(Device.class, id));
    }

    /** Of many, in their order, with one look at the devices. */
    public List<Optional<Line>> of(List<MedicationAdministration> infusions, String patient) {
        TokenOrListParam ids = new TokenOrListParam();
        infusions.stream()
                .filter(infusion -> line(infusion.getDosage().getSite()).isEmpty())
                .flatMap(Lines::devices)
                .distinct()
                .forEach(id -> ids.addOr(new TokenParam(id)));
        Map<String, Device> known = ids.size() == 0
                ? Map.of()
                : store.search(Device.class, Store.parameters().add("_id", ids)).stream()
                        .collect(
                                Collectors.toMap(device -> device.getIdElement().getIdPart(), device -> device));
        return infusions.stream()
                .map(infusion -> of(infusion, patient, id -> Optional.ofNullable(known.get(id))))
                .toList();
    }

    private static Optional<Line> of(
            MedicationAdministration infusion, String patient, Function<String, Optional<Device>> find) {
        return line(infusion.getDosage().getSite())
                .or(() -> devices(infusion)
                        .flatMap(id -> find.apply(id).stream())
                        .filter(device -> liesIn(device, patient))
                        .flatMap(device -> line(device.getType()).stream())
                        .findFirst());
    }

    private static Stream<String> devices(MedicationAdministration infusion) {
        return infusion.getDevice().stream()
                .map(Reference::getReferenceElement)
                .filter(device -> "Device".equals(device.getResourceType()))
                .map(device -> device.getIdPart());
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
