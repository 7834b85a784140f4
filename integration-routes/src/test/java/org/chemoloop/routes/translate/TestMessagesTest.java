package org.chemoloop.routes.translate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Quantity;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each folder of test-messages: what is received, what is stored, what is answered. */
class TestMessagesTest {

    @TestFactory
    Stream<DynamicTest> whatIsStored() {
        return TestMessages.all().stream()
                .map(folder -> DynamicTest.dynamicTest(folder.name(), () -> {
                    String stored = folder.stored();
                    TestMessages.approve(
                            folder.path().resolve("stored.fhir.json"), stored == null ? null : stored.getBytes(UTF_8));
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsAnswered() {
        return TestMessages.all().stream()
                .map(folder -> DynamicTest.dynamicTest(
                        folder.name(),
                        () -> TestMessages.approve(folder.path().resolve("answered.hl7"), folder.answered())));
    }

    @TestFactory
    Stream<DynamicTest> whatIsAnnounced() {
        return TestMessages.everything().stream()
                .map(folder -> DynamicTest.dynamicTest(
                        folder.name(),
                        () -> TestMessages.approve(folder.path().resolve("announced.hl7"), folder.announced())));
    }

    /** The event beside a message was published of that message and of no earlier wording of it. */
    @Test
    void whatPivasHearsIsWhatWasOrdered() {
        assertThat(TestMessages.all())
                .filteredOn(folder -> folder.isAnnounced() && orders(folder))
                .isNotEmpty()
                .allSatisfy(folder -> assertThat(told(folder))
                        .as(folder.name())
                        .containsExactlyInAnyOrderElementsOf(ordered(folder)));
    }

    /** Whether it says what is in a bag: a cancellation does not. */
    private static boolean orders(TestMessages.Folder folder) {
        return !ordered(folder).isEmpty();
    }

    /** Everything that is in one of the bags of a message, or in the lines that share one. */
    private static Set<String> ordered(TestMessages.Folder folder) {
        Set<String> content = new TreeSet<>();
        for (MedicationRequest line : Sent.of(folder.translation()).lines()) {
            boolean bag = line.getExtension().stream()
                    .anyMatch(extension -> extension.getUrl().endsWith("/makes-bag")
                            && extension.getValue().primitiveValue().equals("true"));
            if (bag && !Sent.medication(line).getIngredient().isEmpty()) {
                Sent.content(line).forEach(part -> content.add(part.replace(" base", "")));
            } else if (bag) {
                Quantity dose = line.getDosageInstructionFirstRep()
                        .getDoseAndRateFirstRep()
                        .getDoseQuantity();
                content.add(Sent.medication(line).getCode().getCodingFirstRep().getCode() + " "
                        + dose.getValue().toPlainString() + " " + dose.getUnit());
            }
        }
        return content;
    }

    private static Set<String> told(TestMessages.Folder folder) {
        Set<String> content = new TreeSet<>();
        boolean cancelled = false;
        for (String segment : new String(folder.announced(), UTF_8).split("\r")) {
            String[] fields = segment.split("\\|", -1);
            if (fields[0].equals("ORC")) {
                cancelled = fields[1].equals("CA");
            } else if (fields[0].equals("RXC") && !cancelled) {
                content.add(fields[2].split("\\^")[0] + " " + fields[3] + " "
                        + fields[4].split("\\^")[1]);
            }
        }
        return content;
    }

    @Test
    void everyFolderSaysInTwoLinesWhatHappensInTheHospital() {
        assertThat(TestMessages.everything()).allSatisfy(folder -> {
            assertThat(folder.readme()).as(folder.name()).hasSize(2);
            assertThat(folder.readme().get(0)).startsWith("# ");
            assertThat(folder.readme().get(1)).endsWith(".");
        });
    }

    @Test
    void everyMessageMapIsShownByAFolder() {
        List<String> structures = TestMessages.all().stream()
                .map(folder -> folder.name().split("/")[0])
                .distinct()
                .toList();

        assertThat(Maps.structures()).isSubsetOf(structures);
    }

    @Test
    void theIndexNamesEveryFolder() {
        StringBuilder index = new StringBuilder("""
                # Test messages

                One folder is one thing that happens in a hospital: `received.hl7` is what comes in, `stored.fhir.json` the Bundle that goes to the FHIR store, `answered.hl7` what the sender hears when everything is accepted, `given.fhir.json` the events that the FHIR side then publishes (recorded from it), `announced.hl7` what PIVAS and the HIS hear of them. Where nothing is received, it began with a scan at the bedside or a booking here. All data is synthetic; segments end in CR, MSH-18 decides the bytes. `TestMessagesTest` runs them; with `-Dapprove=true` it writes what has changed, this page too.

                | folder | what happens | answer | announced |
                | --- | --- | --- | --- |
                """);
        for (TestMessages.Folder folder : TestMessages.everything()) {
            String answer = folder.isReceived()
                    ? new String(folder.answered(), folder.received().charset())
                    : "";
            index.append("| [")
                    .append(folder.name())
                    .append("](")
                    .append(folder.name())
                    .append(") | ");
            index.append(folder.title())
                    .append(" | ")
                    .append(verdict(answer))
                    .append(" | ")
                    .append(announcements(folder))
                    .append(" |\n");
        }
        TestMessages.approve(
                TestMessages.ROOT.resolve("README.md"), index.toString().getBytes(UTF_8));
    }

    /** The messages in words, e.g. {@code RDE NW, RDE NW}. */
    private static String announcements(TestMessages.Folder folder) {
        byte[] announced = folder.announced();
        if (announced == null) {
            return "";
        }
        Map<String, Integer> kinds = new LinkedHashMap<>();
        String type = "";
        String event = "";
        for (String segment : new String(announced, UTF_8).split("\r")) {
            String[] fields = segment.split("\\|", -1);
            if (fields[0].equals("MSH")) {
                type = fields[8].split("\\^")[0];
                event = fields[8].split("\\^")[1];
            } else if (fields[0].equals("ORC") && type.equals("RDE")) {
                kinds.merge(type + " " + fields[1], 1, Integer::sum);
            } else if (fields[0].equals("SCH")) {
                kinds.merge(type + " " + event, 1, Integer::sum);
            } else if (fields[0].equals("RXA") || fields[0].equals("RXD")) {
                kinds.merge(type, 1, Integer::sum);
            }
        }
        return kinds.entrySet().stream()
                .map(kind -> (kind.getValue() > 1 ? kind.getValue() + " × " : "") + kind.getKey())
                .collect(Collectors.joining(", "));
    }

    /** MSA-1, with the first error code. */
    private static String verdict(String answer) {
        String verdict = "";
        for (String segment : answer.split("\r")) {
            String[] fields = segment.split("\\|");
            if (fields[0].equals("MSA")) {
                verdict = fields[1];
            } else if (fields[0].equals("ERR") && !verdict.contains(" ")) {
                verdict += " " + fields[3].split("\\^")[0];
            }
        }
        return verdict;
    }
}
