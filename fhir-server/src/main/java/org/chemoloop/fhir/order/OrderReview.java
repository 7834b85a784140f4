package org.chemoloop.fhir.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.order.Recipe.PlannedBag;
import org.chemoloop.fhir.order.rule.Considered;
import org.chemoloop.fhir.order.rule.Considered.Beside;
import org.chemoloop.fhir.order.rule.Considered.Prescription;
import org.chemoloop.fhir.order.rule.Considered.Protocol;
import org.chemoloop.fhir.order.rule.Content;
import org.chemoloop.fhir.order.rule.Facts;
import org.chemoloop.fhir.order.rule.OrderRuleBook.Verdict;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** Holds the orders that came together against the rules; what is known of the patient is read once, when needed. */
final class OrderReview {

    private static final String ROUTE = "http://terminology.hl7.org/CodeSystem/v2-0162";
    private static final String CATEGORY = Terms.codeSystem("prescription-category");
    private static final Set<MedicationRequestStatus> NEVER_GIVEN =
            Set.of(MedicationRequestStatus.CANCELLED, MedicationRequestStatus.ENTEREDINERROR);

    private final OrderRules rules;
    private final String patient;
    private final List<PrescriptionLine> together;
    private final Message message;
    private final ZoneId zone = ZoneId.systemDefault();
    private final Map<String, Boolean> standing = new HashMap<>();
    private final Map<PrescriptionLine, List<Content>> contentsOf = new IdentityHashMap<>();
    private @Nullable Facts facts;

    OrderReview(OrderRules rules, String patient, List<PrescriptionLine> together, Message message) {
        this.rules = rules;
        this.patient = patient;
        this.together = together;
        this.message = message;
    }

    /**
     * What is said of an order.
     *
     * @param notChecked numbers of the rules that had nothing to look at, as nobody sent it
     * @param holds whether the order, when it is taken, waits until somebody lets it go on
     */
    record Opinion(List<Remark> remarks, Set<String> notChecked, boolean holds) {

        Opinion and(Opinion other) {
            List<Remark> all = new ArrayList<>(new LinkedHashSet<>(remarks));
            other.remarks().stream().filter(remark -> !all.contains(remark)).forEach(all::add);
            Set<String> unchecked = new LinkedHashSet<>(notChecked);
            unchecked.addAll(other.notChecked());
            return new Opinion(List.copyOf(all), unchecked, holds || other.holds());
        }

        boolean refuses() {
            return remarks.stream().anyMatch(Remark::refuses);
        }
    }

    /** Who orders what, whatever it is mixed with. */
    Opinion line(PrescriptionLine line) {
        List<Content> contents = new ArrayList<>();
        if (!line.drug().isEmpty()) {
            contents.add(rules.contents().of(line.drug(), new Quantity()));
        }
        if (line.hasComponents()) {
            contents.addAll(rules.contents(line));
        }
        return opinion(rules.book().ofALine(considered(List.of(line), contents, List.of(), message.now())));
    }

    /** A tablet, or whatever is neither hung nor injected here. */
    Opinion withoutBag(PrescriptionLine line) {
        List<Content> contents = rules.contents(line);
        return line(line)
                .and(opinion(rules.book()
                        .ofABag(considered(
                                List.of(line),
                                contents,
                                besides(contents, List.of(line), Set.of(), message.now()),
                                message.now()))));
    }

    /** @param instead bags whose place it takes */
    Opinion bag(PlannedBag bag, Collection<BagCode> instead) {
        List<Content> contents = rules.contents().of(bag.ingredients());
        Instant planned = bag.time().map(OffsetDateTime::toInstant).orElse(message.now());
        Set<String> replaced = instead.stream().map(Bags::idOf).collect(Collectors.toSet());
        return opinion(rules.book()
                .ofABag(considered(bag.lines(), contents, besides(contents, bag.lines(), replaced, planned), planned)));
    }

    private Considered considered(
            List<PrescriptionLine> lines, List<Content> contents, List<Beside> besides, Instant planned) {
        return new Considered(
                rules.prescriber(lines.get(0), message.chart()),
                lines.stream().flatMap(OrderReview::category).findFirst(),
                contents,
                lines.stream().flatMap(OrderReview::routes).collect(Collectors.toSet()),
                lines.stream().flatMap(OrderReview::unknownUnits).collect(Collectors.toSet()),
                besides,
                facts(),
                planned,
                message.now(),
                prescription(lines.get(0)),
                lines.stream().flatMap(OrderReview::targetAuc).findFirst(),
                protocol(lines));
    }

    private Protocol protocol(List<PrescriptionLine> lines) {
        Optional<String> named =
                lines.stream().flatMap(line -> line.regimen().stream()).findFirst();
        return new Protocol(
                named.isPresent(),
                named.flatMap(rules.regimens()::find),
                lines.stream().flatMap(line -> line.cycleDay().stream()).findFirst(),
                lines.stream().flatMap(line -> line.doseReason().stream()).findFirst());
    }

    private Prescription prescription(PrescriptionLine line) {
        Set<String> drugs = new HashSet<>();
        line.prescription().ifPresent(number -> {
            together.stream()
                    .filter(other -> other.prescription().filter(number::equals).isPresent())
                    .flatMap(other -> contents(other).stream())
                    .filter(content -> !content.isDiluent())
                    .map(Content::code)
                    .forEach(drugs::add);
            drugs.addAll(rules.history().on(patient, number));
        });
        return new Prescription(
                drugs.size(),
                Optional.ofNullable(line.resource().getAuthoredOn()).map(Date::toInstant));
    }

    private Facts facts() {
        if (facts == null) {
            facts = rules.facts().of(patient, message.chart());
        }
        return facts;
    }

    private List<Beside> besides(
            List<Content> contents, List<PrescriptionLine> own, Set<String> replaced, Instant planned) {
        LocalDate day = planned.atZone(zone).toLocalDate();
        List<Beside> besides = new ArrayList<>();
        together.stream()
                .filter(line -> own.stream().noneMatch(mine -> mine.number().equals(line.number())))
                .flatMap(line -> contents(line).stream())
                .filter(content -> content.drug().isPresent() && !content.isDiluent())
                .forEach(content -> besides.add(
                        new Beside(content.code(), content.milligrams().orElse(BigDecimal.ZERO), planned, true)));
        Set<String> drugs = new HashSet<>();
        Set<String> wanted = new HashSet<>();
        contents.stream()
                .flatMap(content -> content.drug().stream())
                .filter(drug -> !drug.isDiluent())
                .forEach(drug -> {
                    drugs.add(drug.code());
                    wanted.add(drug.code());
                    wanted.addAll(drug.premedication());
                    // Of the same kind: its doses count towards a lifetime.
                    drugs.addAll(drug.lifetimeCounts().keySet());
                    wanted.addAll(drug.lifetimeCounts().keySet());
                });
        if (drugs.isEmpty()) {
            return besides;
        }
        Instant from = day.atStartOfDay(zone).toInstant();
        Instant until = day.plusDays(1).atStartOfDay(zone).toInstant();
        rules.history().of(patient, from, until, drugs).stream()
                .filter(entry -> wanted.contains(entry.drug()) && !replaced.contains(entry.item()))
                .filter(entry -> isStanding(entry.item()))
                .forEach(entry -> besides.add(new Beside(
                        entry.drug(),
                        entry.milligrams(),
                        entry.planned(),
                        !entry.planned().isBefore(from))));
        return besides;
    }

    /** Asked once: what is withdrawn while this message is decided leaves the history, too. */
    private boolean isStanding(String item) {
        return standing.computeIfAbsent(
                item,
                id -> message.chart()
                        .recall(MedicationRequest.class, new Reference("MedicationRequest/" + id))
                        .filter(order -> !NEVER_GIVEN.contains(order.getStatus()))
                        .isPresent());
    }

    private List<Content> contents(PrescriptionLine line) {
        return contentsOf.computeIfAbsent(line, rules::contents);
    }

    private static Opinion opinion(Verdict verdict) {
        return new Opinion(
                verdict.findings().stream().map(Remark::of).toList(),
                verdict.notChecked().stream()
                        .map(rule -> rule.id())
                        .collect(Collectors.toCollection(LinkedHashSet::new)),
                verdict.holds());
    }

    private static Stream<String> category(PrescriptionLine line) {
        return codes(line.resource().getCategory(), CATEGORY);
    }

    private static Stream<BigDecimal> targetAuc(PrescriptionLine line) {
        return Terms.extension(line.resource(), Terms.TARGET_AUC, DecimalType.class).stream()
                .map(DecimalType::getValue)
                .filter(auc -> auc.signum() > 0);
    }

    private static Stream<String> routes(PrescriptionLine line) {
        return line.resource().getDosageInstruction().stream()
                .flatMap(dosage -> codes(List.of(dosage.getRoute()), ROUTE));
    }

    private static Stream<String> codes(List<CodeableConcept> concepts, String system) {
        return concepts.stream()
                .flatMap(concept -> concept.getCoding().stream())
                .filter(coding -> system.equals(coding.getSystem()) && coding.hasCode())
                .map(Coding::getCode);
    }

    private static Stream<String> unknownUnits(PrescriptionLine line) {
        return Stream.concat(
                        line.components().stream()
                                .map(component -> component.getStrength().getNumerator()),
                        line.resource().getDosageInstruction().stream()
                                .flatMap(dosage -> dosage.getDoseAndRate().stream())
                                .flatMap(dose -> Stream.of(
                                        dose.hasDoseQuantity() ? dose.getDoseQuantity() : new Quantity(),
                                        dose.hasRateQuantity() ? dose.getRateQuantity() : new Quantity())))
                .filter(amount -> amount.hasUnit() && !amount.hasCode())
                .map(Quantity::getUnit);
    }
}
