package org.chemoloop.fhir.timeline;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chemoloop.fhir.scan.Store;
import org.chemoloop.fhir.scan.Systems;
import org.chemoloop.fhir.server.FhirOperation;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueSeverity;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code GET DetectedIssue/$near-misses?from=&to=}: what was refused or warned at scans, by rule, step, person and hour
 * of the day; by default of the last week. A rule that speaks at more than one scan in twenty is itself a defect:
 * people stop reading it.
 */
@Component
class NearMissesOperation implements FhirOperation {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final double TOO_OFTEN = 0.05;

    private final Store store;
    private final Clock clock;

    NearMissesOperation(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Operation(name = "$near-misses", type = DetectedIssue.class, idempotent = true)
    public Parameters nearMisses(
            @OperationParam(name = "from") @Nullable DateTimeType from,
            @OperationParam(name = "to") @Nullable DateTimeType to) {
        Date until = to == null || to.getValue() == null ? Date.from(clock.instant()) : to.getValue();
        Date since = from == null || from.getValue() == null
                ? Date.from(until.toInstant().minus(WEEK))
                : from.getValue();
        DateRangeParam range = new DateRangeParam(since, until);
        List<DetectedIssue> issues =
                store.search(DetectedIssue.class, Store.parameters().add("identified", range)).stream()
                        .filter(issue -> issue.hasAuthor() && issue.getSeverity() != DetectedIssueSeverity.LOW)
                        .toList();
        long refused = issues.stream().filter(issue -> !issue.hasMitigation()).count();
        long scans = refused + store.count(Provenance.class, Store.parameters().add("recorded", range));

        Parameters summary = new Parameters();
        summary.addParameter().setName("from").setValue(new DateTimeType(since));
        summary.addParameter().setName("to").setValue(new DateTimeType(until));
        summary.addParameter().setName("scans").setValue(new IntegerType((int) scans));
        byRule(issues, scans, summary);
        by("step", issues, NearMissesOperation::step, summary);
        by("person", issues, NearMissesOperation::person, summary);
        by("hour", issues, NearMissesOperation::hour, summary);
        return summary;
    }

    private static void byRule(List<DetectedIssue> issues, long scans, Parameters summary) {
        grouped(issues, NearMissesOperation::rule).forEach((rule, ofRule) -> {
            // Who is warned and goes on has scanned twice: the warning counts once.
            long fired = ofRule.stream().filter(issue -> !issue.hasMitigation()).count();
            double share = scans == 0 ? 0 : (double) fired / scans;
            ParametersParameterComponent row = summary.addParameter().setName("rule");
            part(row, "rule", new StringType(rule));
            part(row, "code", ofRule.get(0).getCode().getCodingFirstRep().copy());
            part(row, "count", new IntegerType((int) fired));
            part(row, "overridden", new IntegerType((int) (ofRule.size() - fired)));
            part(row, "shareOfScans", new DecimalType(Math.round(share * 10_000) / 10_000.0));
            part(row, "alertFatigue", new BooleanType(share > TOO_OFTEN));
        });
    }

    private static void by(
            String what, List<DetectedIssue> issues, Function<DetectedIssue, String> key, Parameters summary) {
        List<DetectedIssue> refused =
                issues.stream().filter(issue -> !issue.hasMitigation()).toList();
        grouped(refused, key).forEach((value, ofValue) -> {
            ParametersParameterComponent row = summary.addParameter().setName(what);
            part(row, what, new StringType(value));
            part(row, "count", new IntegerType(ofValue.size()));
        });
    }

    private static Map<String, List<DetectedIssue>> grouped(
            List<DetectedIssue> issues, Function<DetectedIssue, String> key) {
        return issues.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
    }

    /** The number of the rule; what is no rule goes under its code. */
    private static String rule(DetectedIssue issue) {
        String reference = issue.getReference();
        return reference != null && reference.startsWith(Systems.SAFETY_RULE)
                ? reference.substring(Systems.SAFETY_RULE.length())
                : String.valueOf(issue.getCode().getCodingFirstRep().getCode());
    }

    private static String step(DetectedIssue issue) {
        String step = issue.getEvidenceFirstRep().getCodeFirstRep().getText();
        return step == null ? "?" : step;
    }

    private static String person(DetectedIssue issue) {
        String user = issue.getAuthor().getIdentifier().getValue();
        return user == null ? "?" : user;
    }

    private static String hour(DetectedIssue issue) {
        Instant at = issue.getIdentifiedDateTimeType().getValue().toInstant();
        return "%02d".formatted(at.atZone(ZoneId.systemDefault()).getHour());
    }

    private static void part(ParametersParameterComponent row, String name, Type value) {
        row.addPart().setName(name).setValue(value);
    }
}
