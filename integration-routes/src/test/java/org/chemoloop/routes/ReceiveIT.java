package org.chemoloop.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chemoloop.routes.Hospital.HERE;

import org.apache.camel.CamelContext;
import org.chemoloop.routes.mllp.MllpInComponent.Listening;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a sender on the HIS line is told, in every case of the contract. */
@RoutesTest
class ReceiveIT {
    @Autowired
    CamelContext camel;

    @BeforeEach
    void everybodyIsThere() throws Exception {
        HERE.behave();
    }

    private int hisPort() {
        return ((Listening) camel.getRoute("receive-his").getConsumer()).port();
    }

    @Test
    void anOrderIsAnsweredInTheTurnWithItsNumber() throws Exception {
        String placer = Messages.next("P");
        String control = Messages.next("K");
        try (MllpLine line = new MllpLine(hisPort())) {
            Hl7 answer = line.send(Messages.rde(control, Messages.next("M"), placer));
            assertThat(answer.get("MSA", 1)).as(answer.toString()).isEqualTo("AA");
            assertThat(answer.get("MSA", 2)).isEqualTo(control);
            assertThat(answer.kind()).isEqualTo("RRE^O12");
            assertThat(answer.get("ORC", 1)).isEqualTo("OK");
            assertThat(answer.get("ORC", 2)).isEqualTo(placer);
            assertThat(answer.get("ORC", 3)).isEqualTo("F" + placer);
        }
    }
}
