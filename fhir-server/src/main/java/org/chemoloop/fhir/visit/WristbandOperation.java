package org.chemoloop.fhir.visit;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.chemoloop.fhir.loop.WristbandCode;
import org.chemoloop.fhir.order.Terms;
import org.chemoloop.fhir.scan.Asking;
import org.chemoloop.fhir.scan.OwnWrite;
import org.chemoloop.fhir.server.FhirOperation;
import org.chemoloop.fhir.server.Locks;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code Patient/ID/$replace-wristband}: a lost or torn wristband gets a new code. The old one is no good any more, for
 * whoever finds it could wear it.
 */
@Component
public class WristbandOperation implements FhirOperation {

    private final DaoRegistry daos;
    private final WristbandCodes codes;
    private final Locks locks;
    private final IHapiTransactionService transactions;
    private final Clock clock;

    WristbandOperation(
            DaoRegistry daos, WristbandCodes codes, Locks locks, IHapiTransactionService transactions, Clock clock) {
        this.daos = daos;
        this.codes = codes;
        this.locks = locks;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param reason why the old one is replaced */
    @Operation(name = "$replace-wristband", type = Patient.class)
    public Parameters replace(
            @IdParam IdType id,
            @OperationParam(name = "reason", min = 1, max = 1) @Nullable StringType reason,
            RequestDetails request) {
        if (reason == null || reason.isEmpty() || reason.getValue().isBlank()) {
            throw new InvalidRequestException("reason: say why the wristband is replaced");
        }
        String person = Asking.of(request).person().name();
        WristbandCode code = Objects.requireNonNull(transactions
                .withRequest(OwnWrite.request())
                .execute(() -> replace(id.getIdPart(), reason.getValue(), person)));
        Parameters answer = new Parameters();
        answer.addParameter("wristband", code.value());
        return answer;
    }

    private WristbandCode replace(String patient, String reason, String person) {
        locks.take(List.of("patient|" + patient));
        Patient stored = daos.getResourceDao(Patient.class).read(new IdType("Patient", patient), OwnWrite.request());
        stored.getIdentifier().stream()
                .filter(identifier -> Terms.WRISTBAND.equals(identifier.getSystem()))
                .forEach(old -> old.setUse(IdentifierUse.OLD));
        WristbandCode code = codes.next();
        stored.addIdentifier().setSystem(Terms.WRISTBAND).setValue(code.value());
        daos.getResourceDao(Patient.class).update(stored, OwnWrite.request());
        daos.getResourceDao(Provenance.class).create(provenance(patient, reason, person), OwnWrite.request());
        return code;
    }

    private Provenance provenance(String patient, String reason, String person) {
        Provenance provenance = new Provenance();
        provenance.addTarget(new Reference("Patient/" + patient));
        provenance.setRecorded(Date.from(clock.instant()));
        provenance.getActivity().setText("更换腕带");
        provenance.addReason(new CodeableConcept().setText(reason));
        provenance
                .addAgent()
                .getWho()
                .setIdentifier(new Identifier().setSystem(Terms.sid("user")).setValue(person));
        return provenance;
    }
}
