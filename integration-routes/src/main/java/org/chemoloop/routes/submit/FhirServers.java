package org.chemoloop.routes.submit;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The copies of the FHIR server: the first is ours as long as it answers; they all know the same. */
final class FhirServers {
    /** The first gets a new chance so often. */
    private static final Duration ELSEWHERE = Duration.ofSeconds(30);

    private final List<String> addresses;
    private final Clock clock;
    private int current;
    private Instant since = Instant.EPOCH;

    /** @param addresses base addresses without a path, separated by commas */
    FhirServers(String addresses, Clock clock) {
        this.addresses = List.of(addresses.split(","));
        this.clock = clock;
    }

    synchronized URI at(String path) {
        if (current != 0 && clock.instant().isAfter(since.plus(ELSEWHERE))) {
            current = 0;
        }
        return URI.create(addresses.get(current) + path);
    }

    /** That address gave no answer: the next try goes to another. */
    synchronized void avoid(URI address) {
        if (address.toString().startsWith(addresses.get(current))) {
            current = (current + 1) % addresses.size();
            since = clock.instant();
        }
    }
}
