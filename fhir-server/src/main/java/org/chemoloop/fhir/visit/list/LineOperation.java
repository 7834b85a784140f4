package org.chemoloop.fhir.visit.list;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.order.Terms;
import org.chemoloop.fhir.server.FhirOperation;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.FHIRDeviceStatus;
import org.hl7.fhir.r4.model.Extension;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code Device/$maintenance-due}: the lines in patients (PICC, CVC, PORT) whose flush or dressing is due until a day,
 * the most urgent first.
 *
 * <p>A line is a Device with a type of {@code cs/line-type}, its patient, and the extension {@code next-maintenance}.
 */
@Component
public class LineOperation implements FhirOperation {

    static final Rule MAINTAINED_IN_TIME = Rule.info(
            "R6",
            LoopIssue.OUTSIDE_WINDOW,
            "PICC、CVC、输液港到期冲管换药者列入清单",
            "A central line whose flush or dressing is due is listed by $maintenance-due");

    private static final String LINE_TYPE = Terms.codeSystem("line-type");
    private static final String NEXT_MAINTENANCE = Terms.extension("next-maintenance");
    private static final List<String> MAINTAINED = List.of("PICC", "CVC", "PORT");

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
        MAINTAINED.forEach(type -> types.addOr(new TokenParam(LINE_TYPE, type)));
        return Worklists.of(
                lists.search(Device.class, SearchParameterMap.newSynchronous().add("type", types)).stream()
                        .filter(line -> line.getStatus() != FHIRDeviceStatus.INACTIVE
                                && line.getStatus() != FHIRDeviceStatus.ENTEREDINERROR)
                        .filter(line ->
                                next(line).filter(due -> due.isBefore(end)).isPresent())
                        .sorted(Comparator.comparing(line -> next(line).orElse(Instant.MAX)))
                        .toList());
    }

    private static Optional<Instant> next(Device line) {
        Extension extension = line.getExtensionByUrl(NEXT_MAINTENANCE);
        if (extension == null) {
            return Optional.empty();
        }
        if (extension.getValue() instanceof DateTimeType time && time.hasValue()) {
            return Optional.of(time.getValue().toInstant());
        }
        return extension.getValue() instanceof DateType day && day.hasValue()
                ? Optional.of(day.getValue().toInstant())
                : Optional.empty();
    }
}
