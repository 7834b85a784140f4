package org.chemoloop.routes.recover;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chemoloop.routes.receive.CharacterSets;
import org.chemoloop.routes.translate.Hl7Message;
import org.chemoloop.routes.translate.MapProblems;
import org.chemoloop.routes.translate.Site;
import org.chemoloop.routes.translate.Translator;
import org.chemoloop.routes.translate.UnreadableMessageException;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;

/**
 * {@code ./chemoloop replay DATE}: translates the kept messages of a day once more and has fhir-server tell the life of
 * each of its bags once more from them and the scans. Prints where the store says something else.
 */
public final class ReplayMain {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> environment;
    private final Translator translator;
    private final FhirContext fhir = FhirContext.forR4Cached();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ReplayMain(Map<String, String> environment, Translator translator) {
        this.environment = environment;
        this.translator = translator;
    }

    /**
     * CHEMOLOOP_FHIR_URL, CHEMOLOOP_ROUTES_URL, the tokens CHEMOLOOP_ROUTES_TOKEN and CHEMOLOOP_ADMIN_TOKEN and
     * CHEMOLOOP_MAPPINGS_DIR are set by the script. Exit code 0 without a difference, 1 with, 2 when it can't be said.
     */
    public static void main(String[] arguments) throws InterruptedException {
        System.setProperty("logback.configurationFile", "org/chemoloop/routes/translate/quiet-logback.xml");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            LocalDate day = LocalDate.parse(arguments[0]);
            Path mappings = Path.of(System.getenv().getOrDefault("CHEMOLOOP_MAPPINGS_DIR", "mappings"));
            var translator = Translator.load(mappings, new Site(ZoneId.systemDefault(), false));
            System.exit(new ReplayMain(System.getenv(), translator).replay(day, out));
        } catch (DateTimeParseException | IOException | UnreadableMessageException | MapProblems e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private int replay(LocalDate day, PrintStream out)
            throws IOException, InterruptedException, UnreadableMessageException {
        Parameters wanted = new Parameters();
        wanted.addParameter().setName("date").setValue(new DateType(day.toString()));
        for (Bundle message : messages(day)) {
            wanted.addParameter().setName("message").setResource(message);
        }
        String said = send(
                "FHIR",
                HttpRequest.newBuilder(URI.create(setting("CHEMOLOOP_FHIR_URL") + "/fhir/MedicationRequest/$replay"))
                        .header("Content-Type", "application/fhir+json")
                        .POST(BodyPublishers.ofString(fhir.newJsonParser().encodeResourceToString(wanted))),
                "CHEMOLOOP_ROUTES_TOKEN");
        Parameters answer = fhir.newJsonParser().parseResource(Parameters.class, said);
        for (ParametersParameterComponent difference : answer.getParameter()) {
            if (difference.getName().equals("difference")) {
                out.println(difference.getPart().get(0).getValue().primitiveValue() + ": "
                        + difference.getPart().get(1).getValue().primitiveValue());
            }
        }
        out.println("%s: %s bags, %s messages, %s scans, %s differences"
                .formatted(
                        day,
                        number(answer, "bags"),
                        number(answer, "messages"),
                        number(answer, "scans"),
                        number(answer, "differences")));
        return number(answer, "differences").equals("0") ? 0 : 1;
    }

    private static String number(Parameters answer, String name) {
        return answer.getParameter(name).getValue().primitiveValue();
    }

    /** Those that took effect on that day, translated by the maps as they are now. */
    private List<Bundle> messages(LocalDate day) throws IOException, InterruptedException, UnreadableMessageException {
        var bundles = new ArrayList<Bundle>();
        HttpResponse<InputStream> answer = http.send(
                request(
                        HttpRequest.newBuilder(URI.create("%s/api/messages/export?from=%s&to=%s"
                                .formatted(setting("CHEMOLOOP_ROUTES_URL"), begin(day), begin(day.plusDays(1))))),
                        "CHEMOLOOP_ADMIN_TOKEN"),
                BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            if (answer.statusCode() != 200) {
                throw new IOException("routes answers " + answer.statusCode() + ": " + lines.readLine());
            }
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode message = JSON.readTree(line);
                if (message.path("direction").asText().equals("in")
                        && message.path("state").asText().equals("processed")
                        && !message.path("channel").asText().equals("loop")) {
                    String text = CharacterSets.decode(message.path("raw").binaryValue())
                            .text();
                    translator
                            .translate(Hl7Message.parse(text))
                            .fold(translated -> bundles.add(translated.bundle()), refused -> false);
                }
            }
        }
        return bundles;
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneId.systemDefault()).toInstant();
    }

    private String send(String whom, HttpRequest.Builder request, String token)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request(request, token), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(whom + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private HttpRequest request(HttpRequest.Builder request, String token) throws IOException {
        return request.header("Authorization", "Bearer " + setting(token))
                .timeout(PATIENCE)
                .build();
    }

    private String setting(String name) throws IOException {
        String value = environment.get(name);
        if (value == null) {
            throw new IOException(name + " is not set");
        }
        return value;
    }
}
