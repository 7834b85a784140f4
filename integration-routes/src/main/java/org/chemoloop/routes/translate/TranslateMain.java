package org.chemoloop.routes.translate;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.chemoloop.routes.receive.CharacterSets;
import org.hl7.fhir.r4.model.Bundle;
import org.jspecify.annotations.Nullable;

/** {@code ./chemoloop translate}: prints the Bundle of each HL7 v2 file, without any server. */
public final class TranslateMain {
    private static final Pattern NEXT_MESSAGE = Pattern.compile("(?<=[\\r\\n\\x0B\\x1C])(?=MSH[|^~&#!$%*+,;:/<=>?@])");

    private final Translator translator;
    private final Options options;
    private static final ZoneId TEST_MESSAGES = ZoneId.of("Asia/Shanghai");

    private final PrintStream out;
    private final PrintStream problems;
    private final IParser parser = FhirContext.forR4Cached().newJsonParser().setPrettyPrint(true);

    private TranslateMain(Translator translator, Options options, PrintStream out, PrintStream problems) {
        this.translator = translator;
        this.options = options;
        this.out = out;
        this.problems = problems;
    }

    private record Options(
            List<Path> files,
            boolean trace,
            boolean draft,
            boolean approve,
            @Nullable Path folder,
            Path mappings) {
        static Options of(String[] arguments) {
            List<Path> files = new ArrayList<>();
            boolean trace = false;
            boolean draft = false;
            boolean approve = false;
            Path folder = null;
            Path mappings = usualMappings();
            for (int i = 0; i < arguments.length; i++) {
                switch (arguments[i]) {
                    case "--trace" -> trace = true;
                    case "--draft" -> draft = true;
                    case "--approve" -> approve = true;
                    case "--out" -> folder = Path.of(valueAfter(arguments, i++));
                    case "--mappings" -> mappings = Path.of(valueAfter(arguments, i++));
                    default -> {
                        if (arguments[i].startsWith("--")) {
                            throw new IllegalArgumentException("unknown option " + arguments[i]);
                        }
                        files.add(Path.of(arguments[i]));
                    }
                }
            }
            if (files.isEmpty()) {
                throw new IllegalArgumentException("no file named");
            }
            return new Options(List.copyOf(files), trace, draft, approve, folder, mappings);
        }

        private static String valueAfter(String[] arguments, int option) {
            if (option + 1 >= arguments.length) {
                throw new IllegalArgumentException(arguments[option] + " needs a value");
            }
            return arguments[option + 1];
        }
    }

    static Path usualMappings() {
        String configured = System.getenv("CHEMOLOOP_MAPPINGS_DIR");
        return Path.of(configured == null || configured.isBlank() ? "mappings" : configured);
    }

    public static void main(String[] arguments) {
        // Before anything asks for a logger: standard output is for the Bundle.
        System.setProperty("logback.configurationFile", "org/chemoloop/routes/translate/quiet-logback.xml");
        System.exit(run(arguments, utf8(System.out), utf8(System.err)));
    }

    private static PrintStream utf8(PrintStream stream) {
        // The Bundle is UTF-8 whatever the locale of the terminal.
        return new PrintStream(stream, true, UTF_8);
    }

    /** 0 when every message was translated, 1 when one was refused, 2 when the command itself can't be done. */
    static int run(String[] arguments, PrintStream out, PrintStream problems) {
        try {
            Options options = Options.of(arguments);
            // The test messages are those of one hospital, wherever somebody approves them.
            Site site = new Site(options.approve ? TEST_MESSAGES : ZoneId.systemDefault(), false);
            return new TranslateMain(Translator.load(options.mappings, site), options, out, problems).run();
        } catch (IllegalArgumentException e) {
            problems.println(e.getMessage());
            problems.println("translate FILE… [--trace] [--draft] [--out DIR] [--mappings DIR]");
            problems.println("translate --approve FOLDER… [--mappings DIR]");
        } catch (MapProblems e) {
            problems.println("The maps have to be corrected first:");
            e.problems().forEach(problems::println);
        } catch (IOException e) {
            problems.println(e);
        }
        return 2;
    }

    private int run() throws IOException {
        int exit = 0;
        if (options.approve) {
            for (Path folder : options.files) {
                exit = Math.max(exit, approve(folder));
            }
            return exit;
        }
        if (options.folder != null) {
            Files.createDirectories(options.folder);
        }
        for (Path file : options.files) {
            String[] texts = NEXT_MESSAGE.split(
                    CharacterSets.decode(Files.readAllBytes(file)).text(), -1);
            for (int i = 0; i < texts.length; i++) {
                String name = stem(file) + (texts.length == 1 ? "" : "-" + (i + 1));
                exit = Math.max(exit, translate(file, name, texts[i].replaceAll("[\\x0B\\x1C]", "")));
            }
        }
        return exit;
    }

    /** Writes what is stored of a folder of test-messages beside what is received; nothing where it is refused. */
    private int approve(Path folder) throws IOException {
        Path received = folder.resolve("received.hl7");
        Path stored = folder.resolve("stored.fhir.json");
        try {
            Translation translation = translator.translate(Hl7Message.parse(
                    CharacterSets.decode(Files.readAllBytes(received)).text()));
            if (translation instanceof Translation.Translated translated) {
                Files.writeString(stored, parser.encodeResourceToString(translated.bundle()) + "\n");
                out.println("approved " + stored + ": read the difference before you commit it");
                return 0;
            }
            ((Translation.Refused) translation)
                    .findings()
                    .forEach(finding -> problems.println(received + ": " + inWords(finding)));
        } catch (UnreadableMessageException e) {
            problems.println(received + ": " + e.getMessage());
        }
        Files.deleteIfExists(stored);
        return 1;
    }

    private static String stem(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]+$", "");
    }

    private int translate(Path file, String name, String text) throws IOException {
        Hl7Message message;
        try {
            message = Hl7Message.parse(text);
        } catch (UnreadableMessageException e) {
            problems.println(file + ": " + e.getMessage());
            return 1;
        }
        Trace trace = options.trace ? new Trace() : null;
        Translation translation = translator.translate(message, trace);
        if (translation instanceof Translation.Translated translated) {
            translated.warnings().forEach(finding -> problems.println(file + ": " + inWords(finding)));
            print(name, translated.bundle());
            if (trace != null) {
                print(trace, message);
            }
            return 0;
        }
        List<Finding> findings = ((Translation.Refused) translation).findings();
        findings.forEach(finding -> problems.println(file + ": " + inWords(finding)));
        if (options.draft && translator.acceptance(message.header()).isEmpty()) {
            print(name, translator.draft(message));
        }
        return 1;
    }

    private void print(String name, Bundle bundle) throws IOException {
        String json = parser.encodeResourceToString(bundle);
        if (options.folder == null) {
            out.println(json);
        } else {
            Files.writeString(options.folder.resolve(name + ".json"), json + "\n");
        }
    }

    /** Where each element came from, entry by entry of the Bundle, and what became of the fields that made none. */
    private void print(Trace trace, Hl7Message message) {
        for (Trace.Step step : trace.steps()) {
            out.printf(
                    "%-70s %-18s %s%s%n",
                    step.entry() + " " + step.path(),
                    step.location(),
                    step.where(),
                    step.sent().isEmpty() ? "" : "  \u2190 " + step.sent());
        }
        out.println();
        for (Ledger.Entry field : translator.ledger(message)) {
            if (field.fate() != Ledger.Fate.MAPPED) {
                out.printf("%-18s %s%n", field.place(), inWords(field));
            }
        }
    }

    private static String inWords(Ledger.Entry field) {
        String by = String.join("; ", field.by());
        return switch (field.fate()) {
            case MAPPED -> "mapped: " + by;
            case READ -> "decides how others are read, or had nothing to add: " + by;
            case LEFT_OUT -> by.contains(Row.LEFT_OUT) ? by : "left out: " + by;
            case KEPT -> "no map speaks of it: kept in the message only";
        };
    }

    private static String inWords(Finding finding) {
        return finding.ack() + " " + finding.code() + " " + finding.location() + " " + finding.sentence();
    }
}
