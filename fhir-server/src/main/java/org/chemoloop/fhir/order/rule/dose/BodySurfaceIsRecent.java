package org.chemoloop.fhir.order.rule.dose;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.order.rule.Considered;
import org.chemoloop.fhir.order.rule.Facts.Kind;
import org.chemoloop.fhir.order.rule.Facts.Measure;
import org.chemoloop.fhir.order.rule.Finding;
import org.chemoloop.fhir.order.rule.OrderRule;

/** Whoever doses by body surface has measured lately, and the surface fits height and weight (O5, Mosteller). */
public final class BodySurfaceIsRecent implements OrderRule {

    private static final Threshold AGE = new Threshold(
            "chemoloop.rules.body-surface-age", "720h", Threshold.Unit.DURATION, "unverified; the site sets its own");
    private static final Threshold TOLERANCE = new Threshold(
            "chemoloop.rules.body-surface-tolerance",
            "5",
            Threshold.Unit.PERCENT,
            "list of rules O5; formula of Mosteller");

    static final Rule RULE = Rule.soft(
                    "O5",
                    LoopIssue.BSA_STALE,
                    "细胞毒性药物医嘱须有近期身高体重，体表面积与之相符",
                    "Height and weight of a patient with a cytotoxic order are recent, and the body surface fits them")
            .with(AGE, TOLERANCE);

    private final Optional<Duration> age;
    private final Optional<Double> tolerance;

    public BodySurfaceIsRecent(SiteSettings settings) {
        this.age = settings.duration(AGE);
        this.tolerance = settings.number(TOLERANCE);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Considered order) {
        List<Finding> findings = new ArrayList<>();
        Optional<Measure> area = order.facts().area();
        if (!order.isCytotoxic() || area.isEmpty()) {
            return findings;
        }
        age.filter(limit -> area.get().at().isBefore(order.now().minus(limit)))
                .ifPresent(limit -> findings.add(Finding.by(
                        RULE,
                        "体表面积依据的测量已超过 %s 天，请重新测量",
                        "The body surface was measured more than %s days ago: measure again",
                        limit.toDays())));
        Optional<Measure> sent = order.facts().latest(Kind.AREA);
        Optional<Measure> computed = order.facts().computedArea();
        if (sent.isPresent() && computed.isPresent() && tolerance.isPresent()) {
            BigDecimal off = sent.get().value().subtract(computed.get().value()).abs();
            BigDecimal most = computed.get().value().multiply(BigDecimal.valueOf(tolerance.get() / 100));
            if (off.compareTo(most) > 0) {
                findings.add(Finding.by(
                        RULE,
                        "体表面积 %s m² 与身高体重计算值 %s m² 不符",
                        "A body surface of %s m² does not fit height and weight, which make %s m²",
                        rounded(sent.get()),
                        rounded(computed.get())));
            }
        }
        return findings;
    }

    @Override
    public boolean lacksData(Considered order) {
        return order.isCytotoxic() && order.facts().area().isEmpty();
    }

    private static String rounded(Measure measure) {
        return measure.value().setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
