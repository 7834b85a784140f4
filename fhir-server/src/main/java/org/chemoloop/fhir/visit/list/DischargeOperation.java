package org.chemoloop.fhir.visit.list;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
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
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.order.DerivedId;
import org.chemoloop.fhir.order.Terms;
import org.chemoloop.fhir.scan.Asking;
import org.chemoloop.fhir.scan.Overrides;
import org.chemoloop.fhir.scan.OwnWrite;
import org.chemoloop.fhir.scan.People;
import org.chemoloop.fhir.scan.RefusedScan;
import org.chemoloop.fhir.scan.Source;
import org.chemoloop.fhir.scan.Store;
import org.chemoloop.fhir.scan.VitalSigns;
import org.chemoloop.fhir.server.FhirOperation;
import org.chemoloop.fhir.server.Locks;
import org.chemoloop.fhir.visit.list.LinesOfTheDay.Used;
import org.chemoloop.fhir.visit.seat.SeatBookings;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * {@code Encounter/ID/$discharge}: the patient goes home, and somebody calls within a day (日间医疗质量管理暂行规定). Nobody goes
 * home with a drip.
 */
@Component
public class DischargeOperation implements FhirOperation {

    private final DaoRegistry daos;
    private final People people;
    private final Worklists lists;
    private final SeatBookings seats;
    private final Locks locks;
    private final IHapiTransactionService transactions;
    private final Clock clock;
    private final Duration within;
    private final GoesHomeWell rules;
    private final LineIsFlushed flush;
    private final LinesOfTheDay linesOfTheDay;

    DischargeOperation(
            DaoRegistry daos,
            People people,
            Worklists lists,
            SeatBookings seats,
            Locks locks,
            IHapiTransactionService transactions,
            Clock clock,
            LinesOfTheDay linesOfTheDay,
            SiteSettings site,
            @Value("${chemoloop.visits.follow-up-within:24h}") Duration within) {
        this.daos = daos;
        this.people = people;
        this.lists = lists;
        this.seats = seats;
        this.locks = locks;
        this.transactions = transactions;
        this.clock = clock;
        this.within = within;
        this.rules = new GoesHomeWell(site);
        this.flush = new LineIsFlushed(site);
        this.linesOfTheDay = linesOfTheDay;
    }

    /** @return the call that somebody owes the patient */
    @Operation(name = "$discharge", type = Encounter.class)
    public ServiceRequest discharge(
            @IdParam IdType id,
            @OperationParam(name = "reason", max = 1) @Nullable StringType reason,
            RequestDetails request) {
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
                    Optional<ServiceRequest> owed = followUp(visit);
                    if (owed.isEmpty()) {
                        letGo(visit, reason == null ? "" : reason.getValue(), asking, request);
                    }
                    end(visit);
                    return owed.orElseGet(() -> discharge(visit, asking.person().name()));
                }));
    }

    /** A soft rule: whoever gives a reason goes on, and the reason is kept. */
    private void letGo(Encounter visit, String reason, Asking asking, RequestDetails request) {
        String patient = visit.getSubject().getReferenceElement().getIdPart();
        Optional<Refusal> objection = rules.objection(
                rules.asksWhenItEnded() ? lastEnd(patient) : null,
                rules.asksForVitals() ? vitals(patient) : null,
                clock.instant());
        if (objection.isEmpty()) {
            return;
        }
        if (reason.isBlank()) {
            throw RefusedScan.answer(objection.get(), asking.locale());
        }
        Reference who = people.reference(asking.person().name());
        Date now = Date.from(clock.instant());
        DetectedIssue issue = Overrides.overridden(objection.get(), reason, patient, who, now);
        daos.getResourceDao(DetectedIssue.class).create(issue, OwnWrite.request());
        daos.getResourceDao(Provenance.class)
                .create(
                        Overrides.provenance(
                                new Reference(
                                        "Encounter/" + visit.getIdElement().getIdPart()),
                                "离院",
                                List.of(issue),
                                who,
                                now,
                                Source.ofRequest(request.getRequestId())),
                        OwnWrite.request());
    }

    private @Nullable Instant lastEnd(String patient) {
        return lists
                .search(
                        Task.class,
                        SearchParameterMap.newSynchronous()
                                .add("patient", new ReferenceParam("Patient/" + patient))
                                .add(
                                        "business-status",
                                        new TokenOrListParam()
                                                .addOr(new TokenParam(Terms.LOOP_STATUS, BagState.COMPLETED.code()))
                                                .addOr(new TokenParam(Terms.LOOP_STATUS, BagState.STOPPED.code()))))
                .stream()
                .flatMap(bag -> Optional.ofNullable(bag.getExecutionPeriod().getEnd()).stream())
                .map(Date::toInstant)
                .max(Instant::compareTo)
                .orElse(null);
    }

    private @Nullable Instant vitals(String patient) {
        return lists
                .search(
                        Observation.class,
                        Store.newest(1, "date")
                                .add("subject", new ReferenceParam("Patient/" + patient))
                                .add("code", VitalSigns.codes()))
                .stream()
                .filter(Observation::hasEffectiveDateTimeType)
                .map(taken -> taken.getEffectiveDateTimeType().getValue().toInstant())
                .findFirst()
                .orElse(null);
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

    /** Discharged again, the visit keeps its end. */
    private void end(Encounter visit) {
        if (!visit.getPeriod().hasEnd()) {
            visit.getPeriod().setEnd(Date.from(clock.instant()));
        }
        if (visit.getStatus() != EncounterStatus.FINISHED) {
            daos.getResourceDao(Encounter.class).update(visit.setStatus(EncounterStatus.FINISHED), OwnWrite.request());
        }
    }

    private ServiceRequest discharge(Encounter visit, String person) {
        Instant now = clock.instant();
        Identifier identity = identity(visit);
        seats.left(visit.getSubject().getReferenceElement().getIdPart(), now);
        ServiceRequest call = call(visit, identity, person, now);
        call.setId(new IdType("ServiceRequest", DerivedId.of('f', identity)));
        askForFlush(visit.getSubject().getReferenceElement().getIdPart(), person, call);
        return (ServiceRequest) daos.getResourceDao(ServiceRequest.class)
                .update(call, OwnWrite.request())
                .getResource();
    }

    /** Nobody is held up: whoever lets the patient go reads it in the answer. */
    private void askForFlush(String patient, String person, ServiceRequest call) {
        if (!flush.isAsked()) {
            return;
        }
        Used used = linesOfTheDay.used(patient, clock.instant());
        Instant flushed = used.lastCentral() == null ? null : linesOfTheDay.flushed(patient);
        flush.objection(used.lastCentral(), flushed).ifPresent(notice -> {
            call.addNote().setText(notice.words().zh());
            daos.getResourceDao(DetectedIssue.class)
                    .create(
                            Overrides.notice(notice, patient, people.reference(person), Date.from(clock.instant())),
                            OwnWrite.request());
        });
        if (used.unknown()) {
            call.addExtension(new Extension(Terms.NOT_CHECKED, new CodeType(LineIsFlushed.RULE.id())));
        }
    }

    /** The last bag ends the visit; it is the call that tells that the patient was let go. */
    private Optional<ServiceRequest> followUp(Encounter visit) {
        String id = DerivedId.of('f', identity(visit));
        return lists
                .search(
                        ServiceRequest.class,
                        SearchParameterMap.newSynchronous().add("_id", new TokenParam(id)))
                .stream()
                .findFirst();
    }

    private static Identifier identity(Encounter visit) {
        return new Identifier()
                .setSystem(Terms.FOLLOW_UP)
                .setValue(visit.getIdElement().getIdPart());
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
