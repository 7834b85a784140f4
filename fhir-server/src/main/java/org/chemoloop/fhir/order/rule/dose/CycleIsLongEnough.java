package org.chemoloop.fhir.order.rule.dose;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chemoloop.fhir.catalogue.Drug;
import org.chemoloop.fhir.catalogue.Limit;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.order.rule.Considered;
import org.chemoloop.fhir.order.rule.Considered.Beside;
import org.chemoloop.fhir.order.rule.Finding;
import org.chemoloop.fhir.order.rule.OrderRule;

/**
 * The next cycle of a drug does not come before its time, and within a cycle it is given on the days that the catalogue
 * has for it (O8).
 */
public final class CycleIsLongEnough implements OrderRule {

    private static final Threshold SLACK = new Threshold(
            "chemoloop.rules.cycle-slack", "24h", Threshold.Unit.DURATION, "unverified; a holiday moves a cycle a day");

    static final Rule RULE = Rule.soft(
                    "O8",
                    LoopIssue.CYCLE_TOO_EARLY,
                    "两周期间隔不短于目录规定；周期内只在规定的日子用药（方案优先，其次目录）",
                    "The next cycle of a drug does not come before the catalogue's days are over, and within a cycle it is given on its"
                            + " days only; a regimen that the order names goes before the catalogue")
            .with(SLACK);

    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    private final Optional<Duration> slack;

    public CycleIsLongEnough(SiteSettings settings) {
        this.slack = settings.duration(SLACK);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Considered order) {
        return slack.map(days -> order.drugs()
                        .distinct()
                        .flatMap(drug -> objection(drug, days, order).stream())
                        .toList())
                .orElse(List.of());
    }

    private static Optional<Finding> objection(Drug drug, Duration slack, Considered order) {
        List<Instant> before = order.besides().stream()
                .filter(other -> other.drug().equals(drug.code()) && !other.sameDay())
                .map(Beside::planned)
                .filter(planned -> planned.isBefore(order.planned()))
                .sorted()
                .toList();
        if (before.isEmpty()) {
            return Optional.empty();
        }
        return daysOf(drug, order).isEmpty()
                ? tooEarly(drug, before.get(before.size() - 1), slack, order)
                : wrongDay(drug, before, slack, order);
    }

    private static Optional<Finding> tooEarly(Drug drug, Instant last, Duration slack, Considered order) {
        return cycleOf(drug, order)
                .filter(days -> isBefore(last, order.planned(), slack, days))
                .map(days -> Finding.by(
                        RULE,
                        "“%s”距上次仅 %s 天，周期不短于 %s 天",
                        "\"%s\" was given %s days before, its cycle is %s days",
                        drug.name(),
                        Duration.between(last, order.planned()).toDays(),
                        days.toPlainString()));
    }

    /** The regimen's, where the order follows one. */
    private static Optional<BigDecimal> cycleOf(Drug drug, Considered order) {
        return order.protocol()
                .regimen()
                .filter(regimen -> regimen.has(drug.code()))
                .map(regimen -> BigDecimal.valueOf(regimen.cycleDays()))
                .or(() -> drug.limit(Limit.CYCLE));
    }

    private static Set<Integer> daysOf(Drug drug, Considered order) {
        return order.protocol()
                .regimen()
                .filter(regimen -> regimen.has(drug.code()))
                .map(regimen -> regimen.days(drug.code()))
                .orElse(drug.cycleDays());
    }

    private static boolean isBefore(Instant from, Instant planned, Duration slack, BigDecimal days) {
        return Duration.between(from, planned).plus(slack).compareTo(Duration.ofDays(days.longValue())) < 0;
    }

    /** A cycle begins with the first time that comes after the one before is over. */
    private static Optional<Finding> wrongDay(Drug drug, List<Instant> before, Duration slack, Considered order) {
        Optional<BigDecimal> cycle = cycleOf(drug, order);
        Set<Integer> days = daysOf(drug, order);
        Instant begun = before.get(0);
        for (Instant given : before) {
            if (cycle.isPresent() && !isBefore(begun, given, slack, cycle.get())) {
                begun = given;
            }
        }
        if (cycle.isEmpty() || !isBefore(begun, order.planned(), slack, cycle.get())) {
            return Optional.empty();
        }
        Duration since = Duration.between(begun, order.planned());
        boolean due = days.stream()
                .anyMatch(day ->
                        day > 1 && since.minus(Duration.ofDays(day - 1L)).abs().compareTo(slack) <= 0);
        return due
                ? Optional.empty()
                : Optional.of(Finding.by(
                        RULE,
                        "“%s”为本周期第 %s 天，规定第 %s 天用药，周期 %s 天",
                        "\"%s\" would be given on day %s of its cycle, not on day %s; a cycle has %s days",
                        drug.name(),
                        since.plus(HALF_A_DAY).toDays() + 1,
                        days.stream().sorted().map(String::valueOf).collect(Collectors.joining(", ")),
                        cycle.get().toPlainString()));
    }
}
