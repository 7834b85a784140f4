package org.chemoloop.simulators.pivas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.chemoloop.simulators.wire.Hl7;
import org.chemoloop.simulators.wire.MllpLine;
import org.chemoloop.simulators.wire.MllpListener;
import org.chemoloop.simulators.wire.SendingApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PivasTest {

    private final List<Hl7> reports = new CopyOnWriteArrayList<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final SendingApplication chemoLoop = new SendingApplication("CHEMOLOOP", "RUN", Clock.systemUTC());
    private final ScheduledExecutorService bench = Executors.newScheduledThreadPool(1);
    private String answer = "AA";
    private MllpListener stepsIn;
    private Pivas pivas;
    private MllpListener ear;
    private MllpLine line;

    @BeforeEach
    void open() throws IOException {
        stepsIn = MllpListener.listen(anyPort(), this::hearReport, seen::add);
        pivas = new Pivas(loopback(stepsIn.port()), "RUN", Clock.systemUTC(), Duration.ofMillis(1), bench, new Notes());
        ear = pivas.listen(anyPort(), seen::add);
        line = new MllpLine(loopback(ear.port()));
    }

    @AfterEach
    void close() throws IOException {
        line.close();
        ear.close();
        pivas.close();
        stepsIn.close();
        bench.shutdownNow();
    }

    @Test
    void aReleasedChemotherapyBagIsCompoundedCheckedAndDispatched() throws IOException {
        assertThat(line.send(rde("NW", "CARBO150")).get("MSA", 1)).isEqualTo("AA");
        line.send(rde("RL", "CARBO150"));

        await().until(() -> reports.size() == 3);
        assertThat(reports)
                .extracting(report -> report.get("ORC", 25))
                .containsExactly("compounded", "qc-passed", "dispatched");
        assertThat(reports).allSatisfy(report -> {
            assertThat(report.kind()).isEqualTo("RDS^O13");
            assertThat(report.get("ORC", 2)).isEqualTo("800000000044");
            assertThat(report.get("RXD", 10)).isEqualTo("PH1");
            assertThat(report.get("RXD", 18)).isEqualTo("LOT7");
            assertThat(report.get("RXD", 19)).hasSize(14);
        });
    }

    @Test
    void aReleaseThatIsToldTwiceMakesOneBag() throws IOException {
        line.send(rde("RL", "CARBO150"));
        line.send(rde("RL", "CARBO150"));

        await().until(() -> reports.size() == 3);
        assertThat(seen).filteredOn(note -> note.startsWith("reported")).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void premedicationIsLeftToTheNurses() throws IOException {
        line.send(rde("RL", "DEX5"));
        line.send(rde("RL", "CARBO150"));

        await().until(() -> reports.size() == 3);
        assertThat(reports)
                .allSatisfy(report -> assertThat(report.get("RXD", 2)).isEqualTo("CARBO150"));
    }

    @Test
    void aReportThatIsNotAcceptedStopsTheBag() throws IOException {
        answer = "AE";
        line.send(rde("RL", "CARBO150"));

        await().until(() -> seen.stream().anyMatch(note -> note.startsWith("failed")));
        assertThat(reports).hasSize(1);
    }

    private Hl7 rde(String control, String drug) {
        return chemoLoop.message(
                "RDE^O11^RDE_O11",
                "2.5",
                "ORC|" + control + "|800000000044",
                "RXE||" + drug,
                "RXC|B|NS250|250|mL",
                "RXC|A|" + drug + "|450|mg");
    }

    private Hl7 hearReport(Hl7 report) {
        reports.add(report);
        return chemoLoop.message("RRD^O14", "2.5", "MSA|" + answer + "|" + report.controlId());
    }

    private static InetSocketAddress anyPort() {
        return loopback(0);
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private final class Notes implements Pivas.Watcher {

        @Override
        public void told(Hl7 message) {
            seen.add("told " + message.get("ORC", 1));
        }

        @Override
        public void reported(String bag, Step step) {
            seen.add("reported " + step);
        }

        @Override
        public void failed(String bag, Step step, String why) {
            seen.add("failed " + step + " " + why);
        }
    }
}
