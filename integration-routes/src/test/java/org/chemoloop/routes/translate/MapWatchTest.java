package org.chemoloop.routes.translate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maps change while messages come in: whole or not at all. */
class MapWatchTest {
    private static final String SEX = "tables/HL70001-sex.yaml";
    private static final String PID = "segments/PID-Patient.yaml";

    @TempDir
    private Path folder;

    private Translator translator;
    private MapWatch watch;

    @BeforeEach
    void theMapsOfTheProject() throws IOException, MapProblems {
        Path ours = Path.of("..", "mappings");
        try (Stream<Path> files = Files.walk(ours)) {
            for (Path file : files.toList()) {
                Path copy = folder.resolve(ours.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        translator = Translator.load(folder, Maps.DAY_CENTRE);
        watch = new MapWatch(folder, translator);
    }

    private void change(String file, String from, String to) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(folder.resolve(file), text.replace(from, to));
    }

    private String sex(String sent) {
        return Sent.message(translator, Sent.msh("ADT^A08", "2.5"), "PID|1||M1^^^HIS^MR||A^B||1962|" + sent)
                .only(Patient.class)
                .getGender()
                .toCode();
    }

    @Test
    void aChangedTableHoldsFromTheNextMessageOn() throws IOException {
        assertThat(sex("M")).isEqualTo("male");
        change(SEX, "rows:\n", "rows:\n  雄: male\n");

        watch.look();
        watch.look();

        assertThat(sex("雄")).isEqualTo("male");
        assertThat(watch.problems()).isEmpty();
    }

    @Test
    void aMistakeIsToldWithItsPlaceAndTheOldMapsStay() throws IOException {
        change(SEX, "rows:\n", "rows:\n  雄: male\n");
        change(PID, "fhir: birthDate,", "fhir: birthDay,");

        watch.look();
        watch.look();

        assertThat(sex("M")).isEqualTo("male");
        assertThat(watch.problems())
                .singleElement()
                .asString()
                .containsPattern("PID-Patient\\.yaml:\\d+: birthDay: Patient has no element birthDay");

        change(PID, "fhir: birthDay,", "fhir: birthDate,");
        watch.look();
        watch.look();
        assertThat(watch.problems()).isEmpty();
        assertThat(sex("雄")).isEqualTo("male");
    }

    @Test
    void whatIsStillBeingWrittenIsLeftForTheNextLook() throws IOException {
        change(PID, "fhir: birthDate,", "fhir: birthDay,");
        watch.look();
        change(PID, "fhir: birthDay,", "fhir: birthDate,");
        watch.look();

        assertThat(watch.problems()).isEmpty();
    }

    @Test
    void aPersonCanAskForTheMistakesBefore() throws IOException {
        assertThat(lint()).startsWith("0 No mistake in ");
        change(PID, "fhir: birthDate,", "fhir: birthDay,");

        assertThat(lint()).startsWith("1 ").containsPattern("PID-Patient\\.yaml:\\d+: birthDay");
    }

    private String lint() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit = LintMapsMain.run(new String[] {folder.toString()}, new PrintStream(out, true, UTF_8));
        return exit + " " + out.toString(UTF_8);
    }
}
