package org.chemoloop.fhir.visit.list;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceOrListParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.order.Terms;
import org.chemoloop.fhir.server.FhirOperation;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * {@code Appointment/$no-shows} and {@code Task/$recalls}: who does not come, and which bags somebody has to call back,
 * because their patient does not come (A6) or their order is gone (P1, P5) though they are made already.
 */
@Component
public class RecallOperations implements FhirOperation {

    private static final Duration BACK = Duration.ofHours(24);

    private static final Threshold PATIENCE =
            new Threshold("chemoloop.rules.no-show-after", "30m", Threshold.Unit.DURATION, "list of rules A6");

    static final Rule NO_SHOW = Rule.info(
                    "A6",
                    LoopIssue.NOT_ACTIVE,
                    "预约后 30 分钟未到者列入未到名单，未出仓的药袋召回",
                    "Who has not come 30 minutes after the appointment is listed, with the bags to call back that have"
                            + " not left the PIVAS")
            .with(PATIENCE);

    /** From when on something is there that somebody has to fetch. */
    private static final Set<String> MADE = Stream.of(
                    BagState.PICKED,
                    BagState.CHECKED,
                    BagState.PREPARED,
                    BagState.COMPOUNDED,
                    BagState.QC_PASSED,
                    BagState.DISPATCHED,
                    BagState.RECEIVED)
            .map(BagState::code)
            .collect(Collectors.toUnmodifiableSet());

    private static final List<BagState> GONE = List.of(BagState.CANCELLED, BagState.VOID);
    private static final List<BagState> IN_THE_PIVAS = List.of(
            BagState.RELEASED,
            BagState.PICKED,
            BagState.CHECKED,
            BagState.PREPARED,
            BagState.COMPOUNDED,
            BagState.QC_PASSED);

    private final Worklists lists;
    private final Optional<Duration> patience;
    private final Clock clock;

    RecallOperations(Worklists lists, Environment environment, Clock clock) {
        this.lists = lists;
        this.patience = SiteSettings.of(environment::getProperty).duration(PATIENCE);
        this.clock = clock;
    }

    @Operation(name = "$no-shows", type = Appointment.class, idempotent = true)
    public Bundle noShows() {
        return Worklists.of(missing());
    }

    @Operation(name = "$recalls", type = Task.class, idempotent = true)
    public Bundle recalls() {
        List<Resource> recalls = new ArrayList<>();
        lists.search(Task.class, tasks(GONE)).stream()
                .filter(RecallOperations::isMade)
                .forEach(recalls::add);
        List<Appointment> missing = missing();
        if (!missing.isEmpty()) {
            ReferenceOrListParam patients = new ReferenceOrListParam();
            missing.forEach(
                    appointment -> patients(appointment).forEach(patient -> patients.add(new ReferenceParam(patient))));
            recalls.addAll(lists.search(Task.class, tasks(IN_THE_PIVAS).add("patient", patients)));
        }
        return Worklists.of(recalls);
    }

    private List<Appointment> missing() {
        if (patience.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        Instant late = now.minus(patience.get());
        SearchParameterMap parameters = SearchParameterMap.newSynchronous()
                .add(
                        "status",
                        new TokenOrListParam().addOr(new TokenParam("booked")).addOr(new TokenParam("noshow")))
                .add("date", new DateRangeParam(Date.from(now.minus(BACK)), Date.from(late)));
        return lists.search(Appointment.class, parameters);
    }

    private SearchParameterMap tasks(List<BagState> states) {
        TokenOrListParam codes = new TokenOrListParam();
        states.forEach(state -> codes.addOr(new TokenParam(Terms.LOOP_STATUS, state.code())));
        SearchParameterMap parameters = SearchParameterMap.newSynchronous().add("business-status", codes);
        parameters.setLastUpdated(new DateRangeParam(Date.from(clock.instant().minus(BACK)), null));
        return parameters;
    }

    private static boolean isMade(Task task) {
        return task.getOutput().stream()
                .map(Task.TaskOutputComponent::getType)
                .map(CodeableConcept::getCodingFirstRep)
                .anyMatch(step -> MADE.contains(step.getCode()));
    }

    private static List<String> patients(Appointment appointment) {
        return appointment.getParticipant().stream()
                .map(participant -> participant.getActor().getReferenceElement())
                .filter(actor -> "Patient".equals(actor.getResourceType()))
                .map(actor -> "Patient/" + actor.getIdPart())
                .toList();
    }
}
