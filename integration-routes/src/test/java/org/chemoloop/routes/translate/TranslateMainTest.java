package org.chemoloop.routes.translate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./chemoloop translate}, as a person at a terminal meets it. */
class TranslateMainTest {
    private static final String ORDER =
            TestMessages.ROOT.resolve("RDE_O11/001-two-components/received.hl7").toString();
    private static final String BAD = TestMessages.ROOT
            .resolve("RDE_O11/102-amount-in-words/received.hl7")
            .toString();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream problems = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void theBundleIsPrintedAndNothingElse() {
        assertThat(run(ORDER)).isZero();
        assertThat(text(out)).startsWith("{").endsWith("}\n").contains("卡铂注射液");
        assertThat(text(problems)).isEmpty();
    }

    @Test
    void theTraceNamesFieldMapAndTableRow() {
        assertThat(run(ORDER, "--trace")).isZero();
        assertThat(text(out))
                .containsPattern("MedicationRequest\\.dosageInstruction\\.route +RXR\\^1\\^1\\^1\\^1"
                        + " +mappings/segments/RXR-MedicationRequest\\.yaml:\\d+"
                        + " +mappings/tables/HL70162-route\\.yaml:\\d+")
                .containsPattern("Medication\\.ingredient\\.strength +RXC\\^2\\^3\\^1\\^1"
                        + " +mappings/segments/RXC-Medication\\.ingredient\\.yaml:\\d+"
                        + " +mappings/tables/units\\.yaml:\\d+ +\u2190 450")
                .containsPattern("PID\\^1\\^1 +mappings/segments/PID-Patient\\.yaml:\\d+ left out: counts PIDs")
                .containsPattern("RXC\\^1\\^4 +decides how others are read")
                .containsPattern("MedicationRequest\\.status +mappings/segments/ORC-MedicationRequest\\.yaml:\\d+");
    }

    @Test
    void anApprovedFolderHoldsWhatIsStoredNow() throws IOException {
        Path good = Files.createDirectory(folder.resolve("good"));
        Files.copy(Path.of(ORDER), good.resolve("received.hl7"));

        assertThat(run("--approve", good.toString())).isZero();

        assertThat(good.resolve("stored.fhir.json"))
                .hasSameTextualContentAs(Path.of(ORDER).resolveSibling("stored.fhir.json"));

        Files.copy(Path.of(BAD), good.resolve("received.hl7"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(run("--approve", good.toString())).isOne();
        assertThat(good.resolve("stored.fhir.json")).doesNotExist();
        assertThat(text(problems)).contains("AE 102 RXC^1^3");
    }

    @Test
    void eachFileBecomesAFileOfItsName() throws IOException {
        Path two = Files.writeString(
                folder.resolve("two.hl7"), Files.readString(Path.of(ORDER)) + Files.readString(Path.of(ORDER)));

        assertThat(run(ORDER, two.toString(), "--out", folder.resolve("made").toString()))
                .isZero();

        assertThat(text(out)).isEmpty();
        try (Stream<Path> made = Files.list(folder.resolve("made"))) {
            assertThat(made.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("received.json", "two-1.json", "two-2.json");
        }
    }

    @Test
    void aRefusedMessageIsExplainedAndShownAsFarAsItGoesWhenAsked() {
        assertThat(run(BAD)).isEqualTo(1);
        assertThat(text(problems)).contains("AE 102 RXC^1^3^1^1 RXC-3 is \"半袋\"");
        assertThat(text(out)).isEmpty();

        assertThat(run(BAD, "--draft")).isEqualTo(1);
        assertThat(text(out)).contains("卡铂注射液");
    }

    @Test
    void whatIsNoMessageIsNoted() {
        assertThat(run(TestMessages.ROOT
                        .resolve("refused/001-not-hl7/received.hl7")
                        .toString()))
                .isEqualTo(1);
        assertThat(text(problems)).contains("does not begin with an MSH");
    }

    @Test
    void wrongUseIsExplained() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--colour", ORDER)).isEqualTo(2);
        assertThat(run(ORDER, "--out")).isEqualTo(2);
        assertThat(run(folder.resolve("missing.hl7").toString())).isEqualTo(2);
        assertThat(run(ORDER, "--mappings", folder.toString())).isEqualTo(2);
        assertThat(text(problems))
                .contains(
                        "no file named",
                        "unknown option --colour",
                        "--out needs a value",
                        "missing.hl7",
                        "is not a mappings folder");
    }

    @Test
    void asACommandItIsQuiet() throws IOException, InterruptedException {
        Path printed = folder.resolve("printed");
        Path complained = folder.resolve("complained");
        Process command = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TranslateMain.class.getName(),
                        ORDER,
                        "--mappings",
                        Maps.FOLDER.toString())
                .redirectOutput(printed.toFile())
                .redirectError(complained.toFile())
                .start();

        assertThat(command.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(printed)).startsWith("{");
        assertThat(Files.readString(complained)).isEmpty();
        assertThat(command.exitValue()).isZero();
    }

    private int run(String... arguments) {
        String[] all = Stream.concat(Stream.of("--mappings", Maps.FOLDER.toString()), Stream.of(arguments))
                .toArray(String[]::new);
        return TranslateMain.run(all, new PrintStream(out, true, UTF_8), new PrintStream(problems, true, UTF_8));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(UTF_8);
    }
}
