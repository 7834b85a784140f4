package org.chemoloop.fhir.order.rule.dose;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

/** The next cycle of a drug does not come before its time (O8). */
public final class CycleIsLongEnough implements OrderRule {

    private static final Threshold SLACK = new Threshold(
            "chemoloop.rules.cycle-slack", "24h", Threshold.Unit.DURATION, "unverified; a holiday moves a cycle a day");

    static final Rule RULE = Rule.soft(
                    "O8",
                    LoopIssue.CYCLE_TOO_EARLY,
                    "两周期间隔不短于目录规定",
                    "The next cycle of a drug does not come before the catalogue's days are over")
            .with(SLACK);

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
        Optional<Instant> before = order.besides().stream()
                .filter(other -> other.drug().equals(drug.code()) && !other.sameDay())
                .map(Beside::planned)
                .filter(planned -> planned.isBefore(order.planned()))
                .max(Instant::compareTo);
        return drug.limit(Limit.CYCLE)
                .filter(days -> before.isPresent()
                        && Duration.between(before.get(), order.planned())
                                        .plus(slack)
                                        .compareTo(Duration.ofDays(days.longValue()))
                                < 0)
                .map(days -> Finding.by(
                        RULE,
                        "“%s”距上次仅 %s 天，周期不短于 %s 天",
                        "\"%s\" was given %s days before, its cycle is %s days",
                        drug.name(),
                        Duration.between(before.orElseThrow(), order.planned()).toDays(),
                        days.toPlainString()));
    }
}
