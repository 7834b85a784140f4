package org.chemoloop.fhir.visit.list;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.order.Terms;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.FHIRDeviceStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Type;

/**
 * A line in a patient that has to be maintained: a Device with a type of {@code cs/line-type}, its patient, and the
 * extension {@code next-maintenance}.
 */
record CentralLine(Device device) {

    static final String TYPE = Terms.codeSystem("line-type");
    static final List<String> MAINTAINED = List.of("PICC", "CVC", "PORT");

    private static final String NEXT_MAINTENANCE = Terms.extension("next-maintenance");

    /** Empty for a pump, a peripheral line, and one that was taken out. */
    static Optional<CentralLine> of(Device device) {
        boolean gone = device.getStatus() == FHIRDeviceStatus.INACTIVE
                || device.getStatus() == FHIRDeviceStatus.ENTEREDINERROR;
        CentralLine line = new CentralLine(device);
        return gone || line.type().isEmpty() ? Optional.empty() : Optional.of(line);
    }

    Optional<String> type() {
        return device.getType().getCoding().stream()
                .filter(coding -> TYPE.equals(coding.getSystem()))
                .map(Coding::getCode)
                .filter(MAINTAINED::contains)
                .findFirst();
    }

    boolean liesIn(String patient) {
        return patient.equals(device.getPatient().getReferenceElement().getIdPart());
    }

    Optional<Instant> next() {
        return Optional.ofNullable(device.getExtensionByUrl(NEXT_MAINTENANCE))
                .map(Extension::getValue)
                .filter(CentralLine::isTime)
                .map(time -> ((BaseDateTimeType) time).getValue().toInstant());
    }

    private static boolean isTime(Type value) {
        return (value instanceof DateTimeType || value instanceof DateType) && value.hasPrimitiveValue();
    }

    Device dueAt(Instant next) {
        Device changed = device.copy();
        changed.getExtension().removeIf(extension -> NEXT_MAINTENANCE.equals(extension.getUrl()));
        changed.addExtension(new Extension(NEXT_MAINTENANCE, new DateTimeType(Date.from(next))));
        return changed;
    }
}
