package org.chemoloop.fhir.visit.list;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import org.chemoloop.fhir.order.Terms;
import org.chemoloop.fhir.server.FhirOperation;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code ServiceRequest/$follow-ups-due}: what is owed to patients until a day and not done, the most urgent first: the
 * call after a discharge, what is done after an extravasation, and the look at the arm days later.
 */
@Component
public class FollowUpOperation implements FhirOperation {

    private final Worklists lists;
    private final Clock clock;

    FollowUpOperation(Worklists lists, Clock clock) {
        this.lists = lists;
        this.clock = clock;
    }

    @Operation(name = "$follow-ups-due", type = ServiceRequest.class, idempotent = true)
    public Bundle due(@OperationParam(name = "until", max = 1) @Nullable DateType until) {
        // A day is over when the next one begins.
        Instant end = until == null || until.isEmpty()
                ? clock.instant()
                : until.getValue().toInstant().plus(Duration.ofDays(1));
        SearchParameterMap owed = SearchParameterMap.newSynchronous()
                .add("identifier", new TokenParam(Terms.FOLLOW_UP, null))
                .add("status", new TokenParam("active"));
        return Worklists.of(lists.search(ServiceRequest.class, owed).stream()
                .filter(call -> call.hasOccurrencePeriod()
                        && !call.getOccurrencePeriod().getStart().after(Date.from(end)))
                .sorted(Comparator.comparing(
                        call -> call.getOccurrencePeriod().getEnd().toInstant()))
                .toList());
    }
}
