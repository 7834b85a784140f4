package org.chemoloop.fhir.scan;

import java.time.Clock;
import java.util.Date;
import java.util.List;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.Wristband;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what was refused, in a transaction of its own: the scan leaves nothing else behind. */
@Component
class Refusals {

    private final Trail trail;
    private final People people;
    private final Clock clock;

    Refusals(Trail trail, People people, Clock clock) {
        this.trail = trail;
        this.people = people;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void keep(
            List<Refusal> refusals,
            @Nullable Move move,
            Asking asking,
            @Nullable String code,
            @Nullable MedicationRequest bag,
            @Nullable String scannedWristband,
            Wristband wristband) {
        Date now = Date.from(clock.instant());
        Reference who = people.reference(asking.person().name());
        String patient = bag != null
                ? bag.getSubject().getReferenceElement().getIdPart()
                : wristband instanceof Wristband.Of of ? of.patient() : null;
        if (patient != null) {
            BagCode known = bag == null ? null : BagCode.parse(code).orElse(null);
            refusals.forEach(refusal -> trail.leaveRefusal(refusal, move, patient, known, who, now));
        }
        trail.audit(refusals.get(0), who, code, scannedWristband, now);
    }
}
