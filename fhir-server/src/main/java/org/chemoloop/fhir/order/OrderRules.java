package org.chemoloop.fhir.order;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.chemoloop.fhir.catalogue.Prescriber;
import org.chemoloop.fhir.catalogue.RegimenLibrary;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.order.rule.Content;
import org.chemoloop.fhir.order.rule.OrderRuleBook;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** What is checked of an order before anybody sees it; the rules themselves are in {@code order.rule}. */
@Component
class OrderRules {

    private final OrderRuleBook book;
    private final Contents contents;
    private final Prescribers prescribers;
    private final PatientFacts facts;
    private final DrugHistory history;
    private final RegimenLibrary regimens;

    OrderRules(
            Environment environment,
            Contents contents,
            Prescribers prescribers,
            PatientFacts facts,
            DrugHistory history,
            RegimenLibrary regimens) {
        this.book = new OrderRuleBook(SiteSettings.of(environment::getProperty));
        this.contents = contents;
        this.prescribers = prescribers;
        this.facts = facts;
        this.history = history;
        this.regimens = regimens;
    }

    /**
     * Looks at orders of one patient.
     *
     * @param together the orders that came in one message
     */
    OrderReview review(String patient, Collection<PrescriptionLine> together, Message message) {
        return new OrderReview(this, patient, List.copyOf(together), message);
    }

    OrderRuleBook book() {
        return book;
    }

    Contents contents() {
        return contents;
    }

    PatientFacts facts() {
        return facts;
    }

    DrugHistory history() {
        return history;
    }

    RegimenLibrary regimens() {
        return regimens;
    }

    /** The drug of a catalogue line that only dilutes. */
    boolean isDiluent(CodeableConcept drug) {
        return contents.isDiluent(drug);
    }

    Optional<Prescriber> prescriber(PrescriptionLine line, Chart chart) {
        return prescribers.find(line.resource().getRequester(), chart);
    }

    /** What the lines put into bags, as the catalogue knows it. */
    List<Content> contents(PrescriptionLine line) {
        return contents.of(line.components());
    }
}
