package org.chemoloop.fhir.order.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.order.rule.dose.BodySurfaceIsRecent;
import org.chemoloop.fhir.order.rule.dose.CycleIsLongEnough;
import org.chemoloop.fhir.order.rule.dose.DoseFitsRegimen;
import org.chemoloop.fhir.order.rule.dose.DoseFitsTargetAuc;
import org.chemoloop.fhir.order.rule.dose.DoseIsWithinLimits;
import org.chemoloop.fhir.order.rule.dose.DrugIsOrderedOnce;
import org.chemoloop.fhir.order.rule.dose.LaboratoryAllows;
import org.chemoloop.fhir.order.rule.dose.LifetimeDoseIsKept;
import org.chemoloop.fhir.order.rule.dose.PremedicationIsOrdered;
import org.chemoloop.fhir.order.rule.dose.StatusAllows;
import org.chemoloop.fhir.order.rule.mixture.ConcentrationFits;
import org.chemoloop.fhir.order.rule.mixture.DiluentFits;
import org.chemoloop.fhir.order.rule.mixture.DrugsGoTogether;
import org.chemoloop.fhir.order.rule.mixture.MiniBagIsUsed;
import org.chemoloop.fhir.order.rule.mixture.PatientIsNotAllergic;
import org.chemoloop.fhir.order.rule.mixture.RouteIsAllowed;
import org.chemoloop.fhir.order.rule.who.CategoryFits;
import org.chemoloop.fhir.order.rule.who.DrugIsKnown;
import org.chemoloop.fhir.order.rule.who.PaymentIsValid;
import org.chemoloop.fhir.order.rule.who.PrescriberIsKnown;
import org.chemoloop.fhir.order.rule.who.PrescriberIsPrivileged;
import org.chemoloop.fhir.order.rule.who.PrescriptionIsInForm;
import org.chemoloop.fhir.order.rule.who.UnitIsKnown;

/** All rules of an order, as this site has set them. */
public final class OrderRuleBook {

    private final List<OrderRule> ofALine;
    private final List<OrderRule> ofABag;

    public OrderRuleBook(SiteSettings settings) {
        this.ofALine = List.of(
                new PrescriberIsPrivileged(),
                new PrescriberIsKnown(settings),
                new DrugIsKnown(settings),
                new UnitIsKnown(),
                new PrescriptionIsInForm(settings));
        this.ofABag = List.of(
                new RouteIsAllowed(),
                new MiniBagIsUsed(settings),
                new DiluentFits(),
                new ConcentrationFits(settings),
                new DoseIsWithinLimits(),
                new DoseFitsTargetAuc(settings),
                new DoseFitsRegimen(settings),
                new DrugIsOrderedOnce(),
                new DrugsGoTogether(),
                new PatientIsNotAllergic(),
                new PremedicationIsOrdered(),
                new CategoryFits(),
                new BodySurfaceIsRecent(settings),
                new LaboratoryAllows(settings),
                new StatusAllows(settings),
                new PaymentIsValid(),
                new LifetimeDoseIsKept(),
                new CycleIsLongEnough(settings));
    }

    /**
     * What was found, the refusals first.
     *
     * @param notChecked rules that had nothing to look at, as nobody sent it
     */
    public record Verdict(List<Finding> findings, List<Rule> notChecked) {

        public Verdict {
            findings = Stream.concat(
                            findings.stream().filter(Finding::refuses),
                            findings.stream().filter(finding -> !finding.refuses()))
                    .toList();
            notChecked = List.copyOf(notChecked);
        }

        /** Whether the order waits until somebody lets it go on. */
        public boolean holds() {
            return findings.stream().anyMatch(Finding::holds);
        }
    }

    /** Who orders what, whatever it is mixed with. */
    public Verdict ofALine(Considered order) {
        return judge(ofALine, order);
    }

    /** What is given together, and to whom. */
    public Verdict ofABag(Considered order) {
        return judge(ofABag, order);
    }

    private static Verdict judge(List<OrderRule> rules, Considered order) {
        List<Finding> findings = new ArrayList<>();
        List<Rule> notChecked = new ArrayList<>();
        for (OrderRule rule : rules) {
            findings.addAll(rule.judge(order));
            if (rule.lacksData(order)) {
                notChecked.add(rule.rule());
            }
        }
        return new Verdict(findings, notChecked);
    }
}
