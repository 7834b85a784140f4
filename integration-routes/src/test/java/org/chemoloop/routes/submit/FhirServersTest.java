package org.chemoloop.routes.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Which copy of the FHIR server is asked. */
class FhirServersTest {
    private static final String BOTH = "http://own:8080,http://other:8090";

    private Instant now = Instant.parse("2026-11-28T08:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @Test
    void theFirstIsAskedAsLongAsItAnswers() {
        FhirServers servers = new FhirServers(BOTH, clock);
        assertThat(servers.at("/fhir")).isEqualTo(URI.create("http://own:8080/fhir"));
        assertThat(servers.at("/fhir")).isEqualTo(URI.create("http://own:8080/fhir"));
    }

    @Test
    void theNextIsAskedAfterAFailureAndTheFirstAgainAfterAWhile() {
        FhirServers servers = new FhirServers(BOTH, clock);
        servers.avoid(servers.at("/fhir"));
        assertThat(servers.at("/fhir")).isEqualTo(URI.create("http://other:8090/fhir"));
        now = now.plus(Duration.ofSeconds(31));
        assertThat(servers.at("/fhir")).isEqualTo(URI.create("http://own:8080/fhir"));
    }

    /** Six workers fail at once on the same server: only the first of them moves on. */
    @Test
    void manyFailuresOfOneServerAreOneStep() {
        FhirServers servers = new FhirServers(BOTH, clock);
        URI failed = servers.at("/fhir");
        servers.avoid(failed);
        servers.avoid(failed);
        assertThat(servers.at("/fhir")).isEqualTo(URI.create("http://other:8090/fhir"));
    }

    @Test
    void aSingleServerIsAskedAlways() {
        FhirServers servers = new FhirServers("http://own:8080", clock);
        servers.avoid(servers.at("/fhir"));
        assertThat(servers.at("/fhir")).isEqualTo(URI.create("http://own:8080/fhir"));
    }
}
