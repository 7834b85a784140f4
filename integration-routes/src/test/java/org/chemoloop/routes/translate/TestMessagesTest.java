package org.chemoloop.routes.translate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.chemoloop.routes.announce.BagOrdered;
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
    Stream<DynamicTest> whatPivasHears() {
        return TestMessages.all().stream()
                .map(folder -> DynamicTest.dynamicTest(
                        folder.name(),
                        () -> TestMessages.approve(
                                folder.path().resolve("announced.hl7"),
                                folder.translation() instanceof Translation.Translated translated
                                        ? BagOrdered.announced(translated, Maps.DAY_CENTRE.zone())
                                        : null)));
    }

    @Test
    void whatPivasHearsIsTheBagThatWasOrdered() {
        assertThat(TestMessages.all())
                .filteredOn(TestMessages.Folder::isAnnounced)
                .isNotEmpty()
                .allSatisfy(folder -> {
                    Translation.Translated ordered = (Translation.Translated) folder.translation();
                    String announced = new String(BagOrdered.announced(ordered, Maps.DAY_CENTRE.zone()), UTF_8);

                    assertThat(Sent.content(Sent.message(announced.split("\r")).line()))
                            .isEqualTo(Sent.content(Sent.of(ordered).line()));
                });
    }

    @Test
    void everyFolderSaysInTwoLinesWhatHappensInTheHospital() {
        assertThat(TestMessages.all()).allSatisfy(folder -> {
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

                One folder is one thing that happens in a hospital: `received.hl7` is what comes in, `stored.fhir.json` the Bundle that goes to the FHIR store, `answered.hl7` what the sender hears when everything is accepted, `announced.hl7` what PIVAS then hears of a message that orders one bag. All data is synthetic; segments end in CR, MSH-18 decides the bytes. `TestMessagesTest` runs them; with `-Dapprove=true` it writes what has changed, this page too.

                | folder | what happens | answer |
                | --- | --- | --- |
                """);
        for (TestMessages.Folder folder : TestMessages.all()) {
            String answer = new String(folder.answered(), folder.received().charset());
            index.append("| [")
                    .append(folder.name())
                    .append("](")
                    .append(folder.name())
                    .append(") | ");
            index.append(folder.title()).append(" | ").append(verdict(answer)).append(" |\n");
        }
        TestMessages.approve(
                TestMessages.ROOT.resolve("README.md"), index.toString().getBytes(UTF_8));
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
