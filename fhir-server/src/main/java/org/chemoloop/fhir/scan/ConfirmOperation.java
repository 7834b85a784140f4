package org.chemoloop.fhir.scan;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Person.Role;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.Wristband;
import org.chemoloop.fhir.loop.guard.bedside.RightPatient;
import org.chemoloop.fhir.loop.guard.bedside.WristbandScanned;
import org.chemoloop.fhir.server.FhirOperation;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code MedicationRequest/$confirm}: the second person confirms, with an own token, that bag and patient belong
 * together; without a wristband, that they look on while the bag is destroyed.
 */
@Component
public class ConfirmOperation implements FhirOperation {

    private final BagRecords records;
    private final Wristbands wristbands;
    private final Confirmations confirmations;
    private final Refusals refusals;
    private final Clock clock;

    ConfirmOperation(
            BagRecords records, Wristbands wristbands, Confirmations confirmations, Refusals refusals, Clock clock) {
        this.records = records;
        this.wristbands = wristbands;
        this.confirmations = confirmations;
        this.refusals = refusals;
        this.clock = clock;
    }

    @Operation(name = "$confirm", type = MedicationRequest.class)
    public Parameters confirm(
            @OperationParam(name = "bag", min = 1, max = 1) @Nullable StringType bag,
            @OperationParam(name = "wristband", max = 1) @Nullable StringType wristband,
            RequestDetails request) {
        Asking asking = Asking.of(request);
        String bagText = bag == null ? null : bag.getValue();
        String wristbandText = wristband == null ? null : wristband.getValue();
        Wristband scanned = wristbandText == null ? new Wristband.NotScanned() : wristbands.read(wristbandText);
        Optional<BagCode> code = BagCode.parse(bagText);
        Optional<MedicationRequest> order = code.flatMap(records::order);
        Optional<Refusal> refusal = objection(asking, code, order, scanned);
        if (refusal.isPresent()) {
            refusals.keep(List.of(refusal.get()), null, asking, bagText, order.orElse(null), wristbandText, scanned);
            throw RefusedScan.answer(refusal.get(), asking.locale());
        }
        Instant now = clock.instant();
        String patient = order.orElseThrow().getSubject().getReferenceElement().getIdPart();
        confirmations.keep(
                code.orElseThrow(), patient, wristbandText == null ? "" : wristbandText, asking.person(), now);
        Parameters answer = new Parameters();
        answer.addParameter("validUntil", new InstantType(Date.from(now.plus(Confirmations.VALID))));
        return answer;
    }

    private static Optional<Refusal> objection(
            Asking asking, Optional<BagCode> code, Optional<MedicationRequest> order, Wristband scanned) {
        boolean atTheChair = asking.person().is(Role.CHEMO_NURSE, Role.DOCTOR);
        boolean atDisposal =
                scanned instanceof Wristband.NotScanned && asking.person().is(Role.PIVAS_PHARMACIST);
        if (!atTheChair && !atDisposal) {
            return Optional.of(Refusal.of(
                    LoopIssue.NOT_PRIVILEGED, "您没有核对用药的权限", "You are not allowed to confirm as second person"));
        }
        if (code.isEmpty()) {
            return Optional.of(ScanDesk.unreadable());
        }
        if (order.isEmpty()) {
            return Optional.of(ScanDesk.unknown());
        }
        String patient = order.get().getSubject().getReferenceElement().getIdPart();
        return scanned instanceof Wristband.NotScanned
                ? Optional.empty()
                : WristbandScanned.objection(scanned).or(() -> RightPatient.objection(scanned, patient));
    }
}
