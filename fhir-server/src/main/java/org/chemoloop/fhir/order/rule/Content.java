package org.chemoloop.fhir.order.rule;

import java.math.BigDecimal;
import java.util.Optional;
import org.chemoloop.fhir.catalogue.Drug;

/**
 * One thing that goes into a bag, or the tablet of a line without one.
 *
 * @param name as people call it
 * @param drug empty when the catalogue does not know it
 * @param milligrams empty when its amount is no mass
 * @param millilitres empty when its amount is no volume
 */
public record Content(
        String name, Optional<Drug> drug, Optional<BigDecimal> milligrams, Optional<BigDecimal> millilitres) {

    public boolean isDiluent() {
        return drug.map(Drug::isDiluent).orElse(false);
    }

    /** The catalogue's name, else the sender's. */
    public String known() {
        return drug.map(Drug::name).orElse(name);
    }

    public String code() {
        return drug.map(Drug::code).orElse(name);
    }
}
