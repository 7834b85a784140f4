package org.chemoloop.fhir.visit.list;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.server.FhirOperation;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Device;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code Device/$maintenance-due}: the lines in patients (PICC, CVC, PORT) whose flush or dressing is due until a day,
 * the most urgent first.
 */
@Component
public class LineOperation implements FhirOperation {

    static final Rule MAINTAINED_IN_TIME = Rule.info(
            "R6",
            LoopIssue.OUTSIDE_WINDOW,
            "PICC、CVC、输液港到期冲管换药者列入清单",
            "A central line whose flush or dressing is due is listed by $maintenance-due");

    private final Worklists lists;
    private final Clock clock;

    LineOperation(Worklists lists, Clock clock) {
        this.lists = lists;
        this.clock = clock;
    }

    @Operation(name = "$maintenance-due", type = Device.class, idempotent = true)
    public Bundle due(@OperationParam(name = "until", max = 1) @Nullable DateType until) {
        // A day is over when the next one begins.
        Instant end = until == null || until.isEmpty()
                ? clock.instant()
                : until.getValue().toInstant().plus(java.time.Duration.ofDays(1));
        TokenOrListParam types = new TokenOrListParam();
        CentralLine.MAINTAINED.forEach(type -> types.addOr(new TokenParam(CentralLine.TYPE, type)));
        return Worklists.of(
                lists.search(Device.class, SearchParameterMap.newSynchronous().add("type", types)).stream()
                        .flatMap(device -> CentralLine.of(device).stream())
                        .filter(line ->
                                line.next().filter(due -> due.isBefore(end)).isPresent())
                        .sorted(Comparator.comparing(line -> line.next().orElse(Instant.MAX)))
                        .map(CentralLine::device)
                        .toList());
    }
}
