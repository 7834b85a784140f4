package org.chemoloop.simulators.his;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.chemoloop.simulators.wire.Hl7;
import org.chemoloop.simulators.wire.SendingApplication;
import org.junit.jupiter.api.Test;

class HisMessagesTest {

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-24T01:00:00Z"), ZoneId.systemDefault());
    private final HisMessages his = new HisMessages(new SendingApplication("HIS", "RUN", clock), clock);
    private final Patient patient = new Patient("M1", "V1", "测试", "甲", "19620617", "F", 7);
    private final Order order = new Order(
            patient, "P1", "RX1", Recipe.in(Drug.NS500, 500).with(Drug.DEX5, 5).with(Drug.PACLI30, 240));

    @Test
    void anArrivalNamesPatientVisitAndSeat() {
        Hl7 arrival = his.arrive(patient);

        assertThat(arrival.kind()).isEqualTo("ADT^A04");
        assertThat(arrival.get("PID", 3)).isEqualTo("M1");
        assertThat(arrival.get("PV1", 3, 3)).isEqualTo("7");
        assertThat(arrival.get("PV1", 19)).isEqualTo("V1");
    }

    @Test
    void aBookingTakesThePatientsSeatWhenTheFirstBagIsPlanned() {
        Hl7 booking = his.book(patient);

        assertThat(booking.get("SCH", 25)).isEqualTo("Booked");
        assertThat(booking.get("AIL", 3, 3)).isEqualTo("7");
        assertThat(booking.get("AIL", 6))
                .isEqualTo(SendingApplication.timestamp(clock.instant().plusSeconds(600)));
    }

    @Test
    void bothDialectsOrderTheSameBag() {
        for (Hl7 message : List.of(his.order(order), his.orderInOldDialect(order))) {
            assertThat(message.get("ORC", 1)).isEqualTo("NW");
            assertThat(message.get("ORC", 2)).isEqualTo("P1");
            assertThat(message.get("ORC", 4)).isEqualTo("RX1");
            assertThat(message.get("ORC", 12)).isEqualTo("D0001");
            assertThat(message.get("RXR", 1)).isEqualTo("IV");
            assertThat(message.all("RXC"))
                    .extracting(rxc -> rxc.get(1) + " " + rxc.get(2) + " " + rxc.get(3))
                    .containsExactly("B NS500 500", "A DEX5 5", "A PACLI30 240");
        }
    }

    @Test
    void theEncodedOrderNamesTheLeadingDrugAndThePrescription() {
        Hl7 encoded = his.order(order);

        assertThat(encoded.get("RXE", 2)).isEqualTo("PACLI30");
        assertThat(encoded.get("RXE", 15)).isEqualTo("RX1");
        assertThat(encoded.get("TQ1", 7)).isEqualTo(encoded.get("RXE", 1, 4));
    }

    @Test
    void aWithdrawalNamesTheOrderItWithdraws() {
        Hl7 cancel = his.cancel(order);

        assertThat(cancel.get("ORC", 1)).isEqualTo("CA");
        assertThat(cancel.get("ORC", 2)).isEqualTo("P1");
    }

    @Test
    void noTwoMessagesShareAControlId() {
        assertThat(his.order(order).controlId()).isNotEqualTo(his.order(order).controlId());
    }
}
