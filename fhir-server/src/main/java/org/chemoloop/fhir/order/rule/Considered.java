package org.chemoloop.fhir.order.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chemoloop.fhir.catalogue.Drug;
import org.chemoloop.fhir.catalogue.Prescriber;
import org.chemoloop.fhir.catalogue.Regimen;

/**
 * An order as a rule sees it: one bag that would be made, or the drug of a line without a bag.
 *
 * @param prescriber empty for a doctor that nobody knows
 * @param category code of {@code cs/prescription-category}, when the sender says one
 * @param routes codes of HL7 table 0162
 * @param unknownUnits as written
 * @param besides what else the patient gets or got, this message included
 * @param planned when it is to be given
 * @param targetAuc in mg/mL·min, where the dose is meant to reach one
 */
public record Considered(
        Optional<Prescriber> prescriber,
        Optional<String> category,
        List<Content> contents,
        Set<String> routes,
        Set<String> unknownUnits,
        List<Beside> besides,
        Facts facts,
        Instant planned,
        Instant now,
        Prescription prescription,
        Optional<BigDecimal> targetAuc,
        Protocol protocol) {

    /**
     * The prescription that the order is a line of: this message and what came before.
     *
     * @param drugs how many drugs it has, diluents left out
     * @param written empty where nobody says
     */
    public record Prescription(int drugs, Optional<Instant> written) {}

    /**
     * The regimen that the order follows.
     *
     * @param named whether the order names one; the library may not have it
     * @param day of its cycle, where the order says it
     * @param reason why the dose is another one
     */
    public record Protocol(boolean named, Optional<Regimen> regimen, Optional<Integer> day, Optional<String> reason) {

        public static final Protocol NONE = new Protocol(false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Considered {
        contents = List.copyOf(contents);
        routes = Set.copyOf(routes);
        unknownUnits = Set.copyOf(unknownUnits);
        besides = List.copyOf(besides);
    }

    /**
     * Another bag of the patient with a drug.
     *
     * @param drug code of {@code cs/hospital-drug}
     * @param milligrams zero where no mass is known
     * @param sameDay whether it is planned for the day of the bag that is judged
     */
    public record Beside(String drug, BigDecimal milligrams, Instant planned, boolean sameDay) {}

    /** Drugs that are no diluents, known ones only. */
    public Stream<Drug> drugs() {
        return contents.stream().flatMap(content -> content.drug().stream()).filter(drug -> !drug.isDiluent());
    }

    public Stream<Drug> diluents() {
        return contents.stream().flatMap(content -> content.drug().stream()).filter(Drug::isDiluent);
    }

    public boolean isCytotoxic() {
        return drugs().anyMatch(Drug::isCytotoxic);
    }

    /** Of all that has a volume; zero when nothing has. */
    public BigDecimal millilitres() {
        return contents.stream()
                .flatMap(content -> content.millilitres().stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The mass of a drug in this bag, however many lines it comes from; empty when one of them has none. */
    public Optional<BigDecimal> milligrams(Drug drug) {
        List<Content> same = contents.stream()
                .filter(content -> content.drug()
                        .map(Drug::code)
                        .filter(drug.code()::equals)
                        .isPresent())
                .toList();
        return same.stream().allMatch(content -> content.milligrams().isPresent())
                ? same.stream()
                        .flatMap(content -> content.milligrams().stream())
                        .reduce(BigDecimal::add)
                : Optional.empty();
    }
}
