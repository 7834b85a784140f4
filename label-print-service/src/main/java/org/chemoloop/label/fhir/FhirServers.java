package org.chemoloop.label.fhir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.chemoloop.label.correlation.Correlation;

/** The copies of the FHIR server: the first is ours as long as it answers; they all know the same. */
public final class FhirServers {
    /** The first gets a new chance so often. */
    private static final Duration ELSEWHERE = Duration.ofSeconds(30);

    private final HttpClient http;
    private final List<URI> addresses;
    private final Clock clock;
    private int current;
    private Instant since = Instant.EPOCH;

    /** Without a path, the nearest first. */
    public FhirServers(HttpClient http, List<URI> addresses, Clock clock) {
        this.http = http;
        this.addresses = List.copyOf(addresses);
        this.clock = clock;
    }

    /** The answer of the first that gives one; {@code request} is one that does no harm twice, made for its address. */
    HttpResponse<byte[]> send(Function<URI, HttpRequest.Builder> request) throws IOException, InterruptedException {
        IOException away = new IOException("no FHIR server is named");
        for (int tries = 0; tries < addresses.size(); tries++) {
            URI address = current();
            try {
                HttpRequest.Builder asked = request.apply(address);
                Correlation.current().ifPresent(name -> asked.header(Correlation.HEADER, name));
                return http.send(asked.build(), BodyHandlers.ofByteArray());
            } catch (IOException noAnswer) {
                avoid(address);
                away = noAnswer;
            }
        }
        throw away;
    }

    private synchronized URI current() {
        if (current != 0 && clock.instant().isAfter(since.plus(ELSEWHERE))) {
            current = 0;
        }
        return addresses.get(current);
    }

    private synchronized void avoid(URI address) {
        if (address.equals(addresses.get(current))) {
            current = (current + 1) % addresses.size();
            since = clock.instant();
        }
    }

    @Override
    public String toString() {
        return addresses.toString();
    }
}
