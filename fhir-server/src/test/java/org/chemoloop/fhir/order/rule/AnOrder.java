package org.chemoloop.fhir.order.rule;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chemoloop.fhir.catalogue.Drug;
import org.chemoloop.fhir.catalogue.Prescriber;
import org.chemoloop.fhir.catalogue.Privilege;
import org.chemoloop.fhir.catalogue.Regimen;
import org.chemoloop.fhir.catalogue.Tier;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.order.rule.Considered.Beside;
import org.chemoloop.fhir.order.rule.Considered.Prescription;
import org.chemoloop.fhir.order.rule.Considered.Protocol;
import org.chemoloop.fhir.order.rule.Facts.Allergy;
import org.chemoloop.fhir.order.rule.Facts.Kind;
import org.chemoloop.fhir.order.rule.Facts.Measure;
import org.chemoloop.fhir.order.rule.Facts.Payment;
import org.chemoloop.fhir.order.rule.OrderRuleBook.Verdict;

/**
 * An order for tests: intravenous, by a doctor who may prescribe everything, for a patient of whom nothing is known.
 */
final class AnOrder {

    static final Instant NOW = Instant.parse("2026-11-24T01:00:00Z");

    private final List<Content> contents = new ArrayList<>();
    private final List<Beside> besides = new ArrayList<>();
    private final Map<Kind, Measure> measures = new EnumMap<>(Kind.class);
    private final List<Allergy> allergies = new ArrayList<>();
    private final List<Payment> payments = new ArrayList<>();
    private final Set<String> units = new HashSet<>();
    private Set<String> routes = Set.of("IV");
    private Optional<String> category = Optional.empty();
    private Optional<Prescriber> doctor =
            Optional.of(new Prescriber("Practitioner/d", List.of(Privilege.of(Tier.RESTRICTED))));
    private final Map<Facts.Test, Facts.Result> results = new EnumMap<>(Facts.Test.class);
    private Facts.Who who = Facts.Who.UNKNOWN;
    private Optional<BigDecimal> targetAuc = Optional.empty();
    private Protocol protocol = Protocol.NONE;
    private SiteSettings settings = SiteSettings.standard();
    private Prescription prescription = new Prescription(1, Optional.of(NOW));

    static AnOrder of(Drug drug, String milligrams) {
        return new AnOrder().with(drug, milligrams);
    }

    AnOrder with(Drug drug, String milligrams) {
        contents.add(
                new Content(drug.name(), Optional.of(drug), Optional.of(new BigDecimal(milligrams)), Optional.empty()));
        return this;
    }

    AnOrder in(Drug diluent, String millilitres) {
        contents.add(new Content(
                diluent.name(), Optional.of(diluent), Optional.empty(), Optional.of(new BigDecimal(millilitres))));
        return this;
    }

    AnOrder withUnknown(String name) {
        contents.add(new Content(name, Optional.empty(), Optional.empty(), Optional.empty()));
        return this;
    }

    AnOrder by(String route) {
        routes = Set.of(route);
        return this;
    }

    /** One line of a prescription of so many drugs. */
    AnOrder onAPrescription(int drugs, Duration old) {
        prescription = new Prescription(drugs, Optional.of(NOW.minus(old)));
        return this;
    }

    AnOrder unit(String unit) {
        units.add(unit);
        return this;
    }

    AnOrder of(String prescriptionCategory) {
        category = Optional.of(prescriptionCategory);
        return this;
    }

    AnOrder prescribedBy(Privilege... privileges) {
        doctor = Optional.of(new Prescriber("Practitioner/d", List.of(privileges)));
        return this;
    }

    AnOrder prescribedByNobodyKnown() {
        doctor = Optional.empty();
        return this;
    }

    AnOrder besides(Drug drug, String milligrams, Duration before) {
        besides.add(new Beside(drug.code(), new BigDecimal(milligrams), NOW.minus(before), before.isZero()));
        return this;
    }

    AnOrder measured(Kind kind, String value, Duration before) {
        measures.put(kind, new Measure(new BigDecimal(value), NOW.minus(before)));
        return this;
    }

    AnOrder tested(Facts.Test test, boolean positive, Duration before) {
        results.put(test, new Facts.Result(positive, NOW.minus(before)));
        return this;
    }

    AnOrder patient(boolean woman, String born) {
        who = new Facts.Who(Optional.of(LocalDate.parse(born)), Optional.of(woman));
        return this;
    }

    AnOrder reaching(String auc) {
        targetAuc = Optional.of(new BigDecimal(auc));
        return this;
    }

    /** Names a regimen of the library. */
    AnOrder following(Regimen regimen) {
        protocol = new Protocol(true, Optional.of(regimen), protocol.day(), protocol.reason());
        return this;
    }

    /** Names a regimen that the library does not have. */
    AnOrder followingAnUnknownRegimen() {
        protocol = new Protocol(true, Optional.empty(), protocol.day(), protocol.reason());
        return this;
    }

    AnOrder onDay(int day) {
        protocol = new Protocol(protocol.named(), protocol.regimen(), Optional.of(day), protocol.reason());
        return this;
    }

    AnOrder because(String reason) {
        protocol = new Protocol(protocol.named(), protocol.regimen(), protocol.day(), Optional.of(reason));
        return this;
    }

    AnOrder paidBy(Payment way) {
        payments.add(way);
        return this;
    }

    AnOrder allergicTo(String name) {
        allergies.add(new Allergy("", name));
        return this;
    }

    AnOrder where(String setting, String value) {
        return where(Map.of(setting, value));
    }

    AnOrder where(Map<String, String> site) {
        settings = SiteSettings.of(site::get);
        return this;
    }

    Verdict ofALine() {
        return new OrderRuleBook(settings).ofALine(considered());
    }

    Verdict ofABag() {
        return new OrderRuleBook(settings).ofABag(considered());
    }

    private Considered considered() {
        return new Considered(
                doctor,
                category,
                contents,
                routes,
                units,
                besides,
                new Facts(measures, allergies, results, payments, who),
                NOW,
                NOW,
                prescription,
                targetAuc,
                protocol);
    }
}
