package org.chemoloop.simulators.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Hl7Test {

    private final Hl7 message = new Hl7(
            "MSH|^~\\&|HIS|H|CHEMOLOOP|D|20261124||RDE^O11^RDE_O11|K1|P|2.5\rORC|NW|P1^HIS\rRXC|B|NS250\rRXC|A|CARBO150\r");

    @Test
    void theSeparatorCountsAsTheFirstFieldOfTheHeader() {
        assertThat(message.controlId()).isEqualTo("K1");
        assertThat(message.kind()).isEqualTo("RDE^O11");
    }

    @Test
    void componentsOfABagKeepTheirOrder() {
        assertThat(message.all("RXC")).extracting(rxc -> rxc.get(2)).containsExactly("NS250", "CARBO150");
    }

    @Test
    void whatIsNotThereIsEmpty() {
        assertThat(message.get("ORC", 25)).isEmpty();
        assertThat(message.get("ERR", 3)).isEmpty();
        assertThat(message.get("ORC", 2, 4)).isEmpty();
    }
}
