package org.chemoloop.fhir.scan;

import java.util.Optional;
import org.chemoloop.fhir.loop.Wristband;
import org.chemoloop.fhir.loop.WristbandCode;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.springframework.stereotype.Component;

/** Finds out whose wristband was scanned. */
@Component
class Wristbands {

    private static final int LAST_DIGITS = 4;

    private final Store store;

    Wristbands(Store store) {
        this.store = store;
    }

    /** {@code subject} as the device sent it: the scanned code, a literal reference, both or nothing. */
    Wristband read(Reference subject) {
        if (Systems.WRISTBAND.equals(subject.getIdentifier().getSystem())) {
            Wristband scanned = read(subject.getIdentifier().getValue());
            boolean contradicted = scanned instanceof Wristband.Of of
                    && subject.hasReference()
                    && !of.patient().equals(subject.getReferenceElement().getIdPart());
            return contradicted ? new Wristband.Unknown() : scanned;
        }
        return new Wristband.NotScanned();
    }

    Wristband read(@org.jspecify.annotations.Nullable String text) {
        Optional<WristbandCode> code = WristbandCode.parse(text);
        if (code.isEmpty()) {
            return new Wristband.Unreadable();
        }
        return store.find(Patient.class, Systems.WRISTBAND, code.get().value())
                .<Wristband>map(patient -> isReplaced(patient, code.get())
                        ? new Wristband.Replaced(current(patient))
                        : new Wristband.Of(patient.getIdElement().getIdPart()))
                .orElseGet(Wristband.Unknown::new);
    }

    private static boolean isReplaced(Patient patient, WristbandCode code) {
        return patient.getIdentifier().stream()
                .filter(identifier -> is(identifier, code))
                .allMatch(identifier -> identifier.getUse() == IdentifierUse.OLD);
    }

    /** Enough to find it at the wrist, too little to type it instead. */
    private static String current(Patient patient) {
        return patient.getIdentifier().stream()
                .filter(identifier -> Systems.WRISTBAND.equals(identifier.getSystem())
                        && identifier.getUse() != IdentifierUse.OLD
                        && identifier.hasValue())
                .map(Identifier::getValue)
                .map(code -> code.substring(Math.max(0, code.length() - LAST_DIGITS)))
                .findFirst()
                .orElse("");
    }

    private static boolean is(Identifier identifier, WristbandCode code) {
        return Systems.WRISTBAND.equals(identifier.getSystem()) && code.value().equals(identifier.getValue());
    }
}
