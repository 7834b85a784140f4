package org.chemoloop.routes.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.chemoloop.routes.correlation.Correlation;
import org.chemoloop.routes.submit.Decision.Issue;
import org.chemoloop.routes.submit.Decision.Outcome;
import org.chemoloop.routes.submit.Decision.Severity;
import org.chemoloop.routes.translate.Translation;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;

/** Writes to the FHIR server, most of all by its {@code $submit}, which decides every order of a Bundle by itself. */
public final class FhirStore {
    private static final String FILLER_ORDER = "https://chemoloop.org/fhir/sid/filler-order";
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration GLANCE = Duration.ofSeconds(2);
    /** Where a submission stands among those of its group. */
    private static final String PLACE = "ChemoLoop-Place";

    private static final int OVERTAKEN = 412;
    /** On top of the patience for a small message: 200 orders take their time. */
    private static final Duration PER_ENTRY = Duration.ofMillis(300);

    private static final int LONGEST_REASON = 300;

    private final HttpClient http;
    private final FhirServers servers;
    private final AccessToken token;
    private final FhirContext fhir;
    private final BundleJson json;
    private final Duration patience;
    private final Clock clock;
    private volatile Instant lastSuccess = Instant.EPOCH;
    private volatile String trouble = "";

    /** @param baseUrls of one or several copies of the server, separated by commas */
    public FhirStore(String baseUrls, Supplier<String> secret, FhirContext fhir, Duration patience, Clock clock) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
        this.servers = new FhirServers(baseUrls, clock);
        this.token = new AccessToken(http, () -> servers.at("/oauth2/token"), "routes", secret, clock);
        this.fhir = fhir;
        this.json = new BundleJson(fhir);
        this.patience = patience;
        this.clock = clock;
    }

    /** When the server last decided anything: tells a sick server from a sick message. */
    public Instant lastSuccess() {
        return lastSuccess;
    }

    /** Why the last submission failed; empty when it did not. */
    public String trouble() {
        return trouble;
    }

    /** Whether the server answers at all, whatever it says. */
    public boolean isThere() {
        try {
            URI health = servers.at("/actuator/health");
            http.send(HttpRequest.newBuilder(health).timeout(GLANCE).build(), HttpResponse.BodyHandlers.discarding());
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Nothing is submitted of a message that was refused already.
     *
     * @param group whose messages take effect in order
     * @param number refused by the server when it has had a larger one of this group
     */
    public Decision submit(Translation translation, String group, long number) throws SubmitFailure {
        if (!(translation instanceof Translation.Translated translated)) {
            return new Decision(List.of());
        }
        try {
            String body = json.write(translated.bundle());
            int entries = translated.bundle().getEntry().size();
            Duration atMost = patience.plus(PER_ENTRY.multipliedBy(entries));
            String place = number + " " + URLEncoder.encode(group, UTF_8);
            Decision decision = decision(post("/fhir/$submit", body, place, atMost, true), entries);
            lastSuccess = clock.instant();
            trouble = "";
            return decision;
        } catch (SubmitFailure e) {
            trouble = e.told();
            throw e;
        }
    }

    /** Writes a transaction that nobody has to decide on. */
    public void store(Bundle transaction) throws SubmitFailure {
        HttpResponse<String> answer =
                post("/fhir", fhir.newJsonParser().encodeResourceToString(transaction), "", patience, true);
        int status = answer.statusCode();
        if (status != 200) {
            throw new SubmitFailure(kind(status), reached(status), "HTTP " + status, reason(answer.body()));
        }
    }

    private HttpResponse<String> post(String path, String body, String place, Duration atMost, boolean firstTry)
            throws SubmitFailure {
        URI address = servers.at(path);
        try {
            String bearer = token.get();
            HttpRequest.Builder request = HttpRequest.newBuilder(address)
                    .timeout(atMost)
                    .header("Authorization", "Bearer " + bearer)
                    .header("Content-Type", "application/fhir+json")
                    .header("Accept", "application/fhir+json")
                    .header("Accept-Language", "zh-CN")
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            Correlation.current().ifPresent(name -> request.header(Correlation.HEADER, name));
            if (!place.isEmpty()) {
                request.header(PLACE, place);
            }
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 401) {
                token.expire(bearer);
                if (firstTry) {
                    return post(path, body, place, atMost, false);
                }
            }
            return answer;
        } catch (HttpConnectTimeoutException e) {
            servers.avoid(address);
            throw new SubmitFailure(FailureKind.TRANSIENT, false, address + " cannot be reached");
        } catch (HttpTimeoutException e) {
            servers.avoid(address);
            throw new SubmitFailure(FailureKind.AMBIGUOUS, false, address + " gave no answer within " + atMost);
        } catch (IOException | UncheckedIOException e) {
            // Without a token or a connection nothing has happened; a secret may not be written yet.
            servers.avoid(address);
            throw new SubmitFailure(FailureKind.TRANSIENT, false, address + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SubmitFailure(FailureKind.TRANSIENT, false, "stopping");
        }
    }

    private Decision decision(HttpResponse<String> answer, int entries) throws SubmitFailure {
        int status = answer.statusCode();
        if (status != 200) {
            FailureKind kind = status == OVERTAKEN ? FailureKind.OVERTAKEN : kind(status);
            throw new SubmitFailure(kind, reached(status), "HTTP " + status, reason(answer.body()));
        }
        Bundle bundle;
        try {
            bundle = fhir.newJsonParser().parseResource(Bundle.class, answer.body());
        } catch (DataFormatException e) {
            throw new SubmitFailure(
                    FailureKind.PERMANENT, true, "the answer is no Bundle", String.valueOf(e.getMessage()));
        }
        if (bundle.getEntry().size() != entries) {
            throw new SubmitFailure(
                    FailureKind.PERMANENT,
                    true,
                    entries + " entries were submitted, " + bundle.getEntry().size() + " answered");
        }
        return new Decision(bundle.getEntry().stream().map(FhirStore::outcome).toList());
    }

    private static FailureKind kind(int status) {
        return switch (status) {
            case 401, 403, 404, 408, 409, 412, 429 -> FailureKind.TRANSIENT;
            default -> status >= 500 ? FailureKind.TRANSIENT : FailureKind.PERMANENT;
        };
    }

    /** Access that is not set up yet, a proxy without its server: no fault of the message. */
    private static boolean reached(int status) {
        return switch (status) {
            case 401, 403, 404, 429, 502, 503 -> false;
            default -> true;
        };
    }

    private String reason(String body) {
        try {
            OperationOutcome outcome = fhir.newJsonParser().parseResource(OperationOutcome.class, body);
            OperationOutcomeIssueComponent issue = outcome.getIssueFirstRep();
            return issue.hasDiagnostics()
                    ? issue.getDiagnostics()
                    : issue.getDetails().getText();
        } catch (DataFormatException | ClassCastException e) {
            return body.length() > LONGEST_REASON ? body.substring(0, LONGEST_REASON) : body;
        }
    }

    private static Outcome outcome(BundleEntryComponent entry) {
        BundleEntryResponseComponent response = entry.getResponse();
        List<Issue> issues = response.getOutcome() instanceof OperationOutcome outcome
                ? outcome.getIssue().stream().map(FhirStore::issue).toList()
                : List.of();
        String filler = entry.getResource() instanceof MedicationRequest line
                ? line.getIdentifier().stream()
                        .filter(i -> FILLER_ORDER.equals(i.getSystem()))
                        .map(i -> i.getValue())
                        .findFirst()
                        .orElse("")
                : "";
        boolean refused = response.hasStatus() && response.getStatus().startsWith("4");
        return new Outcome(refused, response.hasLocation() ? response.getLocation() : "", filler, issues);
    }

    private static Issue issue(OperationOutcomeIssueComponent issue) {
        String code = issue.getDetails().getCodingFirstRep().getCode();
        String text = issue.getDetails().getText();
        String diagnostics = issue.getDiagnostics();
        return new Issue(
                severity(issue.getSeverity()),
                code == null ? "" : code.toLowerCase(Locale.ROOT),
                text == null ? "" : text,
                diagnostics == null ? "" : diagnostics);
    }

    private static Severity severity(IssueSeverity severity) {
        return switch (severity) {
            case FATAL, ERROR, NULL -> Severity.ERROR;
            case WARNING -> Severity.WARNING;
            case INFORMATION -> Severity.INFORMATION;
        };
    }
}
