package org.chemoloop.fhir.visit.list;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.order.DerivedId;
import org.chemoloop.fhir.order.Terms;
import org.chemoloop.fhir.scan.Asking;
import org.chemoloop.fhir.scan.OwnWrite;
import org.chemoloop.fhir.scan.RefusedScan;
import org.chemoloop.fhir.server.FhirOperation;
import org.chemoloop.fhir.server.Locks;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * {@code Encounter/ID/$discharge}: the patient goes home, and somebody calls within a day (日间医疗质量管理暂行规定). Nobody goes
 * home with a drip.
 */
@Component
public class DischargeOperation implements FhirOperation {

    static final String FOLLOW_UP = Terms.sid("follow-up");

    private final DaoRegistry daos;
    private final Worklists lists;
    private final Locks locks;
    private final IHapiTransactionService transactions;
    private final Clock clock;
    private final Duration within;

    DischargeOperation(
            DaoRegistry daos,
            Worklists lists,
            Locks locks,
            IHapiTransactionService transactions,
            Clock clock,
            @Value("${chemoloop.visits.follow-up-within:24h}") Duration within) {
        this.daos = daos;
        this.lists = lists;
        this.locks = locks;
        this.transactions = transactions;
        this.clock = clock;
        this.within = within;
    }

    /** @return the call that somebody owes the patient */
    @Operation(name = "$discharge", type = Encounter.class)
    public ServiceRequest discharge(@IdParam IdType id, RequestDetails request) {
        Asking asking = Asking.of(request);
        String patient = read(id).getSubject().getReferenceElement().getIdPart();
        return Objects.requireNonNull(transactions
                .withRequest(OwnWrite.request())
                .execute(() -> {
                    locks.take(List.of("patient|" + patient));
                    Encounter visit = read(id);
                    if (isRunning(patient)) {
                        throw RefusedScan.answer(
                                Refusal.of(
                                        LoopIssue.WRONG_STATE,
                                        "患者还有药液在输注，不能离院",
                                        "A bag of the patient is still running: nobody goes home with a drip"),
                                asking.locale());
                    }
                    return discharge(visit, asking.person().name());
                }));
    }

    private Encounter read(IdType id) {
        return daos.getResourceDao(Encounter.class).read(new IdType("Encounter", id.getIdPart()), OwnWrite.request());
    }

    private boolean isRunning(String patient) {
        return !lists.search(
                        Task.class,
                        SearchParameterMap.newSynchronous()
                                .add("patient", new ReferenceParam("Patient/" + patient))
                                .add(
                                        "business-status",
                                        new TokenOrListParam()
                                                .addOr(new TokenParam(Terms.LOOP_STATUS, BagState.INFUSING.code()))
                                                .addOr(new TokenParam(Terms.LOOP_STATUS, BagState.PAUSED.code()))))
                .isEmpty();
    }

    /** Discharged again, the visit keeps its end and the patient is called once. */
    private ServiceRequest discharge(Encounter visit, String person) {
        Instant now = clock.instant();
        String visitId = visit.getIdElement().getIdPart();
        if (!visit.getPeriod().hasEnd()) {
            visit.getPeriod().setEnd(Date.from(now));
        }
        if (visit.getStatus() != EncounterStatus.FINISHED) {
            daos.getResourceDao(Encounter.class).update(visit.setStatus(EncounterStatus.FINISHED), OwnWrite.request());
        }
        Identifier identity = new Identifier().setSystem(FOLLOW_UP).setValue(visitId);
        String id = DerivedId.of('f', identity);
        Optional<ServiceRequest> known = lists
                .search(
                        ServiceRequest.class,
                        SearchParameterMap.newSynchronous().add("_id", new TokenParam(id)))
                .stream()
                .findFirst();
        return known.orElseGet(() -> {
            ServiceRequest call = call(visit, identity, person, now);
            call.setId(new IdType("ServiceRequest", id));
            return (ServiceRequest) daos.getResourceDao(ServiceRequest.class)
                    .update(call, OwnWrite.request())
                    .getResource();
        });
    }

    private ServiceRequest call(Encounter visit, Identifier identity, String person, Instant now) {
        ServiceRequest call = new ServiceRequest();
        call.addIdentifier(identity);
        call.setStatus(ServiceRequestStatus.ACTIVE).setIntent(ServiceRequestIntent.ORDER);
        call.getCode().setText("离院后随访");
        call.setSubject(new Reference(visit.getSubject().getReference()));
        call.setEncounter(new Reference("Encounter/" + visit.getIdElement().getIdPart()));
        call.setAuthoredOn(Date.from(now));
        call.getRequester()
                .setIdentifier(new Identifier().setSystem(Terms.sid("user")).setValue(person));
        call.setOccurrence(new Period().setStart(Date.from(now)).setEnd(Date.from(now.plus(within))));
        return call;
    }
}
