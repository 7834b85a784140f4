package org.chemoloop.fhir.order.rule.dose;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

/** Blood counts, kidney and liver allow a cytotoxic drug (O9); off until a site that sends results switches it on. */
public final class LaboratoryAllows implements OrderRule {

    private static final String SOURCE = "unverified; off until the site sets its own";
    private static final Threshold AGE =
            new Threshold("chemoloop.rules.laboratory-age", "72h", Threshold.Unit.DURATION, "list of rules O9");
    private static final Threshold NEUTROPHILS = new Threshold(
            "chemoloop.rules.neutrophils-least", Threshold.OFF, Threshold.Unit.NUMBER, SOURCE + " (10⁹/L)");
    private static final Threshold PLATELETS =
            new Threshold("chemoloop.rules.platelets-least", Threshold.OFF, Threshold.Unit.NUMBER, SOURCE + " (10⁹/L)");
    private static final Threshold CREATININE = new Threshold(
            "chemoloop.rules.creatinine-most", Threshold.OFF, Threshold.Unit.NUMBER, SOURCE + " (µmol/L)");
    private static final Threshold BILIRUBIN =
            new Threshold("chemoloop.rules.bilirubin-most", Threshold.OFF, Threshold.Unit.NUMBER, SOURCE + " (µmol/L)");

    private static final Threshold HOLDS = new Threshold(
            "chemoloop.rules.laboratory-holds",
            Threshold.OFF,
            Threshold.Unit.SWITCH,
            "domain rule O9: the order is on hold until the HIS releases it (RL); off, as the contract flags soft rules");

    static final Rule RULE = Rule.soft(
                    "O9",
                    LoopIssue.LAB_GATE,
                    "细胞毒性药物医嘱前检验结果须达标且在有效期内；按配置：不达标的医嘱暂停",
                    "Before a cytotoxic drug, laboratory results are recent and allow it; where the site asks for it the"
                            + " order is on hold until they do")
            .with(AGE, NEUTROPHILS, PLATELETS, CREATININE, BILIRUBIN, HOLDS);

    private final Optional<Duration> age;
    private final boolean holds;
    private final Map<Kind, BigDecimal> least = new EnumMap<>(Kind.class);
    private final Map<Kind, BigDecimal> most = new EnumMap<>(Kind.class);

    public LaboratoryAllows(SiteSettings settings) {
        this.age = settings.duration(AGE);
        this.holds = settings.isOn(HOLDS);
        settings.number(NEUTROPHILS).ifPresent(limit -> least.put(Kind.NEUTROPHILS, BigDecimal.valueOf(limit)));
        settings.number(PLATELETS).ifPresent(limit -> least.put(Kind.PLATELETS, BigDecimal.valueOf(limit)));
        settings.number(CREATININE).ifPresent(limit -> most.put(Kind.CREATININE, BigDecimal.valueOf(limit)));
        settings.number(BILIRUBIN).ifPresent(limit -> most.put(Kind.BILIRUBIN, BigDecimal.valueOf(limit)));
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Considered order) {
        List<Finding> findings = new ArrayList<>();
        if (order.isCytotoxic()) {
            least.forEach((kind, limit) -> judge(kind, order)
                    .filter(measure -> measure.value().compareTo(limit) < 0)
                    .ifPresent(measure -> findings.add(bad(kind, measure, limit, "<"))));
            most.forEach((kind, limit) -> judge(kind, order)
                    .filter(measure -> measure.value().compareTo(limit) > 0)
                    .ifPresent(measure -> findings.add(bad(kind, measure, limit, ">"))));
            age.ifPresent(limit -> wanted().stream()
                    .flatMap(kind -> order.facts().latest(kind).stream())
                    .filter(measure -> measure.at().isBefore(order.now().minus(limit)))
                    .findFirst()
                    .ifPresent(old -> findings.add(Finding.by(
                            RULE, "检验结果已超过 %s 小时", "Laboratory results are older than %s hours", limit.toHours()))));
        }
        return holds ? findings.stream().map(Finding::holding).toList() : findings;
    }

    private List<Kind> wanted() {
        List<Kind> wanted = new ArrayList<>(least.keySet());
        wanted.addAll(most.keySet());
        return wanted;
    }

    private static Optional<Measure> judge(Kind kind, Considered order) {
        return order.facts().latest(kind);
    }

    private static Finding bad(Kind kind, Measure measure, BigDecimal limit, String sign) {
        return Finding.by(
                RULE,
                "检验结果未达标：%s %s " + sign + " %s",
                "Laboratory result %s %s " + sign + " %s",
                name(kind),
                measure.value().toPlainString(),
                limit.stripTrailingZeros().toPlainString());
    }

    private static String name(Kind kind) {
        return switch (kind) {
            case NEUTROPHILS -> "ANC";
            case PLATELETS -> "PLT";
            case CREATININE -> "Cr";
            case BILIRUBIN -> "TBIL";
            case HEIGHT, WEIGHT, AREA, CLEARANCE -> kind.unit();
        };
    }

    @Override
    public boolean lacksData(Considered order) {
        return order.isCytotoxic()
                && wanted().stream().anyMatch(kind -> order.facts().latest(kind).isEmpty());
    }
}
