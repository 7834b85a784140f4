package org.chemoloop.fhir.scan;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.LoopIssue;
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
    private final MeterRegistry meters;

    Refusals(Trail trail, People people, Clock clock, MeterRegistry meters) {
        this.meters = meters;
        // From the start on, so that a rise from nothing is seen.
        for (LoopIssue issue : LoopIssue.values()) {
            refused(issue);
        }
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
        refusals.forEach(refusal -> refused(refusal.issue()).increment());
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

    private Counter refused(LoopIssue issue) {
        return meters.counter("chemoloop.scans.refused", "rule", issue.code());
    }
}
