package org.chemoloop.scenarios;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.chemoloop.scenarios.Messages.Order;
import org.chemoloop.scenarios.Messages.Patient;
import org.chemoloop.scenarios.OtlpReceiver.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * An installation whose parts all carry OpenTelemetry's agent. Such a start takes minutes, and the agent comes from
 * Maven: it is run by hand, with {@code -Dtraces=true} (docs/operating.md).
 */
@EnabledIfSystemProperty(named = "traces", matches = "true")
class TracesIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    @Test
    void anOrderIsOneTraceThroughBothServersWithoutItsPatient() throws IOException, InterruptedException {
        try (OtlpReceiver receiver = new OtlpReceiver()) {
            Hospital hospital = Hospital.prepare(
                    1, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url(), "CHEMOLOOP_START_SECONDS", "600"));
            try {
                hospital.up();
                Patient patient = Patient.named("追踪^甲");
                try (MllpStream line = hospital.hisLine()) {
                    assertThat(line.ask(Messages.arrival(patient)).get("MSA", 1))
                            .isEqualTo("AA");
                    Hl7 answer = line.ask(
                            Messages.order(Order.of(patient, "NS250 250, CARBO150 450"), "NW", Messages.unused("E")));
                    assertThat(answer.get("ORC", 1)).isEqualTo("OK");
                }
                await().atMost(SOON).until(() -> submissions(receiver).size() >= 2);
                print(receiver.spans());

                for (Span submission : submissions(receiver)) {
                    List<Span> trace = receiver.spans().stream()
                            .filter(span -> span.trace().equals(submission.trace()))
                            .toList();
                    // Joined, not only alike: the request of the one is the parent of what the other did for it.
                    assertThat(trace)
                            .filteredOn(span -> span.id().equals(submission.parent()))
                            .singleElement()
                            .matches(span -> span.service().equals("integration-routes"));
                    assertThat(trace)
                            .as("what integration-routes did, from the queue on")
                            .anyMatch(span -> span.service().equals("integration-routes")
                                    && span.name().contains("hl7.in"));
                    assertThat(trace)
                            .as("what fhir-server asked its database")
                            .anyMatch(span -> span.service().equals("fhir-server")
                                    && span.text().contains("postgresql"));
                }
                assertThat(receiver.spans())
                        .noneMatch(span -> span.text().contains(patient.number())
                                || span.text().contains("追踪"));
            } finally {
                hospital.close();
            }
        }
    }

    /** What fhir-server did for the messages of the HIS. */
    private static List<Span> submissions(OtlpReceiver receiver) {
        return receiver.spans().stream()
                .filter(span -> span.service().equals("fhir-server")
                        && span.text().contains("/fhir/$submit")
                        && receiver.spans().stream()
                                .anyMatch(client -> client.id().equals(span.parent())
                                        && client.service().equals("integration-routes")))
                .toList();
    }

    /** The traces in which both servers have a part. */
    private static void print(List<Span> spans) {
        spans.stream().collect(groupingBy(Span::trace)).forEach((trace, all) -> {
            if (all.stream().map(Span::service).distinct().count() > 1) {
                System.out.printf("trace %s%n", trace);
                all.stream()
                        .collect(groupingBy(span -> span.service() + "  " + span.name()))
                        .forEach((name, alike) -> System.out.printf("  %3d × %s%n", alike.size(), name));
            }
        });
    }
}
