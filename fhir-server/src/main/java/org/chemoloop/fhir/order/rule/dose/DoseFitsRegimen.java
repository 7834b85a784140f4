package org.chemoloop.fhir.order.rule.dose;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chemoloop.fhir.catalogue.Drug;
import org.chemoloop.fhir.catalogue.Regimen;
import org.chemoloop.fhir.catalogue.Regimen.Item;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.order.rule.Considered;
import org.chemoloop.fhir.order.rule.Facts.Kind;
import org.chemoloop.fhir.order.rule.Facts.Measure;
import org.chemoloop.fhir.order.rule.Finding;
import org.chemoloop.fhir.order.rule.OrderRule;

/**
 * The dose of a bag is what the regimen that the order names makes of this patient's body surface, weight or kidneys
 * (O6): neither more nor less. A drug that the regimen does not have, or has on other days, is pointed out.
 */
public final class DoseFitsRegimen implements OrderRule {

    private static final Threshold TOLERANCE =
            new Threshold("chemoloop.rules.regimen-tolerance", "5", Threshold.Unit.PERCENT, "domain rule O6: ±5 %");
    private static final Threshold REFUSED_ABOVE = new Threshold(
            "chemoloop.rules.regimen-refused-above",
            "off",
            Threshold.Unit.PERCENT,
            "domain rule O6: ±10 % is refused without a reason (extension dose-reason); off, as the contract's dose-high is"
                    + " soft");

    static final Rule RULE = Rule.soft(
                    "O6-regimen",
                    LoopIssue.DOSE_HIGH,
                    "医嘱注明化疗方案的，剂量、药品和用药日须与方案相符；按配置：偏差过大且无理由的拒收",
                    "Where the order names its regimen (instantiatesCanonical), dose, drug and day are the regimen's; where the"
                            + " site sets it, a dose far from it without a reason is refused")
            .with(TOLERANCE, REFUSED_ABOVE);

    private final Optional<Double> tolerance;
    private final Optional<Double> refusedAbove;
    private final Calvert calvert;

    public DoseFitsRegimen(SiteSettings settings) {
        this.tolerance = settings.number(TOLERANCE);
        this.refusedAbove = settings.number(REFUSED_ABOVE);
        this.calvert = new Calvert(settings);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Considered order) {
        Optional<Regimen> followed = order.protocol().regimen();
        if (tolerance.isEmpty() || followed.isEmpty()) {
            return List.of();
        }
        Regimen regimen = followed.get();
        return order.drugs()
                .distinct()
                .flatMap(drug ->
                        (regimen.has(drug.code()) ? wrongDose(drug, regimen, order) : foreign(drug, regimen)).stream())
                .toList();
    }

    /** What goes with any regimen, as premedication does, need not be in it. */
    private static Optional<Finding> foreign(Drug drug, Regimen regimen) {
        return drug.isCytotoxic()
                ? Optional.of(Finding.by(
                        RULE, "方案“%s”中没有“%s”", "The regimen \"%s\" has no \"%s\"", regimen.name(), drug.name()))
                : Optional.empty();
    }

    private Optional<Finding> wrongDose(Drug drug, Regimen regimen, Considered order) {
        List<Item> items = regimen.doses(drug.code(), order.protocol().day());
        if (items.isEmpty()) {
            return Optional.of(Finding.by(
                    RULE,
                    "方案“%s”中“%s”在第 %s 天用药，不在第 %s 天",
                    "The regimen \"%s\" has \"%s\" on day %s, not on day %s",
                    regimen.name(),
                    drug.name(),
                    regimen.days(drug.code()).stream()
                            .sorted()
                            .map(String::valueOf)
                            .collect(Collectors.joining(", ")),
                    order.protocol().day().orElseThrow()));
        }
        List<BigDecimal> wanted =
                items.stream().flatMap(item -> wanted(item, order).stream()).toList();
        // A dose that cannot be reckoned may be the one that is meant.
        if (wanted.size() < items.size()) {
            return Optional.empty();
        }
        return order.milligrams(drug)
                .flatMap(dose -> wanted.stream()
                        .min(Comparator.comparing(each -> dose.subtract(each).abs()))
                        .flatMap(nearest -> tooFar(drug, dose, nearest, regimen, order)));
    }

    private Optional<Finding> tooFar(Drug drug, BigDecimal dose, BigDecimal wanted, Regimen regimen, Considered order) {
        double off = 100 * dose.subtract(wanted).doubleValue() / wanted.doubleValue();
        if (Math.abs(off) <= tolerance.orElseThrow()) {
            return Optional.empty();
        }
        Optional<String> reason = order.protocol().reason();
        Finding finding = Finding.by(
                RULE,
                "“%s” %s mg，方案“%s”为 %s mg（偏差 %+.0f%%）%s",
                "\"%s\": %s mg, the regimen \"%s\" makes %s mg (%+.0f %%)%s",
                drug.name(),
                plain(dose),
                regimen.name(),
                plain(wanted),
                off,
                reason.map(text -> ": " + text).orElse(""));
        boolean refused = refusedAbove.filter(most -> Math.abs(off) > most).isPresent() && reason.isEmpty();
        return Optional.of(refused ? finding.refusing() : finding);
    }

    private Optional<BigDecimal> wanted(Item item, Considered order) {
        Optional<BigDecimal> reckoned = switch (item.basis()) {
            case BODY_SURFACE -> order.facts().area().map(Measure::value).map(item.dose()::multiply);
            case WEIGHT -> order.facts().latest(Kind.WEIGHT).map(Measure::value).map(item.dose()::multiply);
            case AUC -> calvert.dose(item.dose(), order);
            case FLAT -> Optional.of(item.dose());
        };
        return reckoned.map(dose -> item.most().map(dose::min).orElse(dose));
    }

    private static String plain(BigDecimal number) {
        return number.setScale(number.compareTo(BigDecimal.TEN) < 0 ? 2 : 0, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** A cytotoxic order that names no regimen of the library, or a patient whom nobody has measured for it. */
    @Override
    public boolean lacksData(Considered order) {
        if (order.protocol().regimen().isEmpty()) {
            return order.protocol().named() || order.isCytotoxic();
        }
        Regimen regimen = order.protocol().regimen().get();
        return order.drugs()
                .filter(drug -> regimen.has(drug.code()))
                .anyMatch(drug -> order.milligrams(drug).isEmpty()
                        || regimen.doses(drug.code(), order.protocol().day()).stream()
                                .anyMatch(item -> wanted(item, order).isEmpty()));
    }
}
