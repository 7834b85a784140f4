package org.chemoloop.routes.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mistake in a map stops the start, and the complaint says where it is and what to write. */
class MapLibraryTest {
    private static final String RXC = "segments/RXC-Medication.ingredient.yaml";
    private static final String RDE = "messages/RDE_O11.yaml";
    private static final String SEX = "tables/HL70001-sex.yaml";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiterString = " → ", textBlock = """
            segments/RXC-Medication.ingredient.yaml → fhir: strength → fhir: strenght → :9: strenght: Medication.ingredient has no element strenght
            segments/RXC-Medication.ingredient.yaml → v2: RXC-3, → v2: RXC_3, → :9: v2: "RXC_3" is not a field; write e.g. PID-3 or ORC-7.4
            segments/RXC-Medication.ingredient.yaml → unit: RXC-4 → unit: mL → :9: unit: "mL" is not a field; write e.g. PID-3 or ORC-7.4
            segments/RXC-Medication.ingredient.yaml → as: NM → as: XPN → :9: there is no converter XPN → Ratio
            segments/RXC-Medication.ingredient.yaml → wanted: → wnated: → :7: unknown key "wnated"; known are v2, fhir, as, when, table, unit, per, system, required, wanted, lenient, why
            segments/RXC-Medication.ingredient.yaml → table: HL70166-component-type → table: HL70166 → :7: there is no table HL70166
            segments/RXC-Medication.ingredient.yaml → to: Medication.ingredient → to: Medication.ingredience → :3: there is no FHIR resource or list Medication.ingredience
            segments/RXC-Medication.ingredient.yaml → each: true → each: false → :3: a map into a list has to say each: true
            segments/RXC-Medication.ingredient.yaml → from: RXC → from: RXD → :3: the file has to be called RXD-Medication.ingredient.yaml
            segments/RXC-Medication.ingredient.yaml → why: "strength of the product → because: "strength of the product → unmapped needs a v2 field (or a range such as RXE-36..45) and a why
            segments/RXC-Medication.ingredient.yaml → rows: → rows: [ → this is not YAML
            segments/ORC-MedicationRequest.yaml → when: TQ1 is absent and RXE-1.6 is empty → when: TQ1 is missing → "TQ1 is missing" is not a condition; write e.g. RXE-4 is empty, ORC-1 is one of NW, RP, RXC is absent
            segments/ORC-MedicationRequest.yaml → value: draft → value: drafted → status can't be drafted
            segments/ORC-MedicationRequest.yaml → value: ORC-3 → value: ORC → "ORC" is neither a field nor patient, message, sequence
            segments/MSH-Provenance.yaml → role, value: source → role, value: { code: source } → a literal can't be a code
            tables/HL70001-sex.yaml → otherwise: use unknown → otherwise: guess → :2: otherwise: has to say refuse, keep, keep quietly, leave out, or use and a code
            tables/HL70001-sex.yaml → F: female → F: girl → table HL70001-sex maps F to girl, which gender can't be
            tables/HL70001-sex.yaml → table: HL70001-sex → table: sex → :2: table: has to say HL70001-sex like the file
            tables/frequencies.yaml → frequency: 2, period: 1, unit: d } → frequency: two, period: 1, unit: d } → "two" is not a whole number
            tables/frequencies.yaml → period: 2, unit: d } → period: 2, unit: days } → "days" is not a unit of time: write s, min, h, d, wk, mo or a
            messages/RDE_O11.yaml → - RXE-Medication\u0020 → - RXE-Drug\u0020 → there is no segment map RXE-Drug
            messages/RDE_O11.yaml → controls: HL70119-order-control → controls: HL70119 → controls: has to name the table of ORC-1
            messages/RDE_O11.yaml → refers: { subject: Patient, encounter: Encounter }\u0020 → refers: { subjekt: Patient } → MedicationRequest has no element subjekt
            messages/RDE_O11.yaml → RDE^O11, → ORM^O01, → ORM^O01 is accepted by two message maps
            messages/RDE_O11.yaml → why: "clinical trials are not part of the loop" → because: "no" → an ignored segment needs a why
            """)
    void aMistakeIsNamedWithItsFileAndLine(String file, String good, String bad, String complaint) throws IOException {
        copyMaps();
        change(file, good.replace("\\u0020", "\n"), bad.replace("\\u0020", "\n"));

        List<String> problems = problems();

        assertThat(problems).anySatisfy(problem -> assertThat(problem).contains(complaint));
        assertThat(problems)
                .allSatisfy(problem -> assertThat(problem)
                        .matches("(?s)" + folder.getFileName() + "/[^:]+\\.yaml:\\d+: .*|tables: .*"));
    }

    @Test
    void allMistakesAreListedAtOnce() throws IOException {
        copyMaps();
        change(RXC, "fhir: strength", "fhir: strenght");
        change(SEX, "otherwise: use unknown", "otherwise: guess");
        change(RDE, "controls: HL70119-order-control", "controls: none");

        assertThat(problems()).hasSize(3);
    }

    @Test
    void aTableThatConvertersNeedMustBeThere() throws IOException {
        copyMaps();
        Files.delete(folder.resolve("tables/units.yaml"));

        assertThat(problems()).contains("tables: units.yaml is missing; the converters need it");
    }

    @Test
    void anOverlayOfNothingIsAMistake() throws IOException {
        copyMaps();
        Path overlay = Files.createDirectories(folder.resolve("senders/HIS_HOSPITAL/segments"));
        Files.writeString(overlay.resolve("XYZ-Patient.yaml"), "rows: []\n");

        assertThat(problems())
                .containsExactly(
                        folder.getFileName()
                                + "/senders/HIS_HOSPITAL/segments/XYZ-Patient.yaml:1: overlays XYZ-Patient, which does not exist");
    }

    @Test
    void aFolderWithoutMapsIsNoMappingsFolder() {
        assertThat(problems())
                .anySatisfy(problem -> assertThat(problem).endsWith("is not a mappings folder: it has no messages"));
    }

    private List<String> problems() {
        MapProblems thrown = catchThrowableOfType(MapProblems.class, () -> Translator.load(folder));
        return thrown.problems();
    }

    private void change(String file, String good, String bad) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(good);
        Files.writeString(path, text.replace(good, bad));
    }

    private void copyMaps() throws IOException {
        try (Stream<Path> files = Files.walk(Maps.FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(Maps.FOLDER.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }
}
