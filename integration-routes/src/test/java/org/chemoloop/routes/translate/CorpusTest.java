package org.chemoloop.routes.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chemoloop.routes.receive.CharacterSets;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Messages of other projects, where {@code CHEMOLOOP_CORPUS} or a folder beside the repository has them. */
class CorpusTest {

    @Test
    void everyComponentAndEveryOrderOfAnAcceptedMessageArrives() throws IOException {
        List<String> lost = new ArrayList<>();
        for (Path file : corpus()) {
            Hl7Message message;
            try {
                message = Hl7Message.parse(
                        CharacterSets.decode(Files.readAllBytes(file)).text());
            } catch (UnreadableMessageException e) {
                continue;
            }
            Translation translation = Maps.translator().translate(message);
            if (translation instanceof Translation.Refused refused) {
                assertThat(refused.findings())
                        .extracting(Finding::code)
                        .as("%s", file)
                        .doesNotContain(Finding.INTERNAL);
            } else if (!message.header().messageCode().equals("RDS")) {
                lost.addAll(lost(file, message, (Translation.Translated) translation));
            }
        }
        assertThat(lost).isEmpty();
    }

    private static List<String> lost(Path file, Hl7Message message, Translation.Translated translated) {
        List<MedicationRequest> lines = translated.orders().stream()
                .map(order ->
                        translated.bundle().getEntry().get(order.entryIndex()).getResource())
                .map(MedicationRequest.class::cast)
                .toList();
        List<String> lost = new ArrayList<>();
        if (lines.size() != count(message, "ORC") && count(message, "RXO") + count(message, "RXE") > 0) {
            lost.add(file + ": orders");
        }
        int superseded = (int) translated.warnings().stream()
                .filter(finding -> finding.sentence().startsWith("This component is not used"))
                .count();
        int ingredients = lines.stream()
                .flatMap(line -> line.getContained().stream())
                .mapToInt(
                        medication -> ((Medication) medication).getIngredient().size())
                .sum();
        if (ingredients + superseded != count(message, "RXC")) {
            lost.add(file + ": components");
        }
        return lost;
    }

    private static int count(Hl7Message message, String name) {
        return (int) message.segments().stream()
                .filter(segment -> segment.name().equals(name))
                .count();
    }

    private static List<Path> corpus() throws IOException {
        String configured = System.getenv("CHEMOLOOP_CORPUS");
        Path folder = configured == null ? Path.of("..", "..", "shared", "corpus") : Path.of(configured);
        Assumptions.assumeTrue(Files.isDirectory(folder), "no corpus here");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(path -> path.toString().endsWith(".hl7"))
                    .sorted()
                    .toList();
        }
    }
}
