package org.chemoloop.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chemoloop.benchmarks.SideBySide.Cost;
import org.chemoloop.routes.submit.BundleJson;
import org.chemoloop.routes.translate.Hl7Message;
import org.chemoloop.routes.translate.MapProblems;
import org.chemoloop.routes.translate.Translation;
import org.chemoloop.routes.translate.Translator;
import org.chemoloop.routes.translate.UnreadableMessageException;
import org.jspecify.annotations.Nullable;

/**
 * Ours to Bundle objects and to JSON bytes, HAPI HL7v2's bare parse, and the peer to JSON, in turns in one process, for
 * an order, an older order and an arrival; then ours for one to two hundred orders in a message.
 */
final class TranslateComparison {
    private static final Map<String, String> MESSAGES = messages();
    private static final int[] ORDERS = {1, 10, 50, 100, 200};

    private final Translator translator = load();
    private final BundleJson json = new BundleJson(FhirContext.forR4Cached());
    private final PipeParser hapi = parser(true);
    private final PipeParser hapiWithoutValidation = parser(false);
    private final @Nullable Peer peer;
    private final Duration perTurn;

    /** @param perTurn processor time of one task in one turn */
    TranslateComparison(@Nullable Path peerLibraries, Duration perTurn)
            throws IOException, ReflectiveOperationException {
        this.perTurn = perTurn;
        this.peer = peerLibraries == null ? null : Peer.load(peerLibraries);
    }

    private static Map<String, String> messages() {
        Map<String, String> folders = new LinkedHashMap<>();
        folders.put("RDE^O11", "RDE_O11/001-two-components");
        folders.put("ORM^O01", "ORM_O01/001-notes-between-components");
        folders.put("ADT^A01", "ADT_A01/001-arrival");
        return folders;
    }

    private static Translator load() {
        try {
            return Translator.load(Path.of("mappings"));
        } catch (MapProblems e) {
            throw new IllegalStateException(e);
        }
    }

    private static PipeParser parser(boolean validates) {
        HapiContext context = new DefaultHapiContext();
        if (!validates) {
            context.setValidationContext(ValidationContextFactory.noValidation());
        }
        return context.getPipeParser();
    }

    void print() throws Exception {
        System.out.println(
                "| message | task | CPU \u00b5s | allocated KiB | to Bundle \u00f7 this | this \u00f7 to JSON |");
        System.out.println("| --- | --- | ---: | ---: | ---: | ---: |");
        for (Map.Entry<String, String> message : MESSAGES.entrySet()) {
            String text = Files.readString(Path.of("test-messages", message.getValue(), "received.hl7"));
            compare(message.getKey(), text);
        }
        orders();
    }

    private void compare(String name, String text) throws Exception {
        SideBySide tasks = new SideBySide(perTurn, 16)
                .atOnce(10)
                .add("to Bundle", () -> translated(text))
                .add("to JSON bytes", () -> json(text))
                .add("HAPI bare parse", () -> hapi.parse(text))
                .add("the same, no validation", () -> hapiWithoutValidation.parse(text));
        if (peer != null) {
            tasks.add("peer, to JSON", () -> peer.convert(text));
        }
        Map<String, Cost> costs = tasks.costs();
        Cost bundle = cost(costs, "to Bundle");
        Cost bytes = cost(costs, "to JSON bytes");
        costs.forEach((task, cost) -> System.out.printf(
                "| %s | %s | %.1f | %.1f | %.2f | %.1f |%n",
                name,
                task,
                cost.microseconds(),
                cost.bytes() / 1024,
                bundle.microseconds() / cost.microseconds(),
                cost.microseconds() / bytes.microseconds()));
    }

    private static Cost cost(Map<String, Cost> costs, String name) {
        Cost cost = costs.get(name);
        if (cost == null) {
            throw new IllegalStateException("not measured: " + name);
        }
        return cost;
    }

    /** The same order under numbers of its own, so many times. */
    private void orders() throws Exception {
        SideBySide tasks = new SideBySide(perTurn, 12).atOnce(5);
        for (int orders : ORDERS) {
            String text = message(orders);
            tasks.add(String.valueOf(orders), () -> translated(text));
        }
        tasks.costs().forEach((name, cost) -> {
            int orders = Integer.parseInt(name);
            System.out.printf(
                    "| RDE^O11 of %d orders | to Bundle, per order | %.1f | %.1f | | |%n",
                    orders, cost.microseconds() / orders, cost.bytes() / 1024 / orders);
        });
    }

    private static String message(int orders) throws IOException {
        String text = Files.readString(Path.of("test-messages/RDE_O11/001-two-components/received.hl7"));
        int first = text.indexOf("ORC|");
        StringBuilder message = new StringBuilder(text.substring(0, first));
        for (int i = 0; i < orders; i++) {
            message.append(text.substring(first).replaceFirst("\\|P[0-9A-Z]+", "|P" + i));
        }
        return message.toString();
    }

    private Translation translated(String text) throws UnreadableMessageException {
        Translation translation = translator.translate(Hl7Message.parse(text));
        if (translation instanceof Translation.Refused) {
            throw new IllegalStateException("refused: a refusal is cheap and would be no figure");
        }
        return translation;
    }

    private byte[] json(String text) throws UnreadableMessageException {
        Translation.Translated translated = (Translation.Translated) translated(text);
        return json.write(translated.bundle()).getBytes(UTF_8);
    }
}
