package org.chemoloop.fhir.order.rule.dose;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.order.rule.Considered;

/**
 * Calvert's formula: AUC × (GFR + 25) mg, with the clearance as it was measured, else after Cockcroft and Gault, and
 * never more of it than the site reckons with.
 */
final class Calvert {

    static final Threshold MOST_CLEARANCE = new Threshold(
            "chemoloop.rules.most-clearance", "125", Threshold.Unit.NUMBER, "domain rule O6 (mL/min, unverified)");

    private static final BigDecimal NON_RENAL = new BigDecimal(25);

    private final Optional<BigDecimal> most;

    Calvert(SiteSettings settings) {
        this.most = settings.number(MOST_CLEARANCE).map(BigDecimal::valueOf);
    }

    /** Empty where nobody knows how well the kidneys work. */
    Optional<BigDecimal> dose(BigDecimal auc, Considered order) {
        return order.facts()
                .clearance(order.now())
                .map(measured -> most.map(measured::min).orElse(measured))
                .map(clearance -> auc.multiply(clearance.add(NON_RENAL), MathContext.DECIMAL64));
    }
}
