package org.chemoloop.routes.translate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What became of each message of the corpus, and each clinical fact that is not in its Bundle, as a person has reviewed
 * it: any other outcome fails, and is reviewed before the table is changed ({@code -Dapprove=true} writes it).
 */
class CorpusReviewTest {
    private static final Path REVIEWED = Path.of("src", "test", "resources", "corpus");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyMessageIsAnsweredAsReviewed() throws IOException {
        List<String> outcomes = new ArrayList<>(List.of("file\tmessage\tanswer\tplace"));
        for (Path file : Corpus.files()) {
            outcomes.add(Corpus.name(file) + "\t" + outcome(Corpus.text(file)));
        }

        TestMessages.approve(REVIEWED.resolve("outcomes.tsv"), bytes(outcomes));
    }

    private static String outcome(String text) {
        Hl7Message message;
        try {
            message = Hl7Message.parse(text);
        } catch (UnreadableMessageException e) {
            return "\tAR 100\t";
        }
        Translation translation = Maps.translator().translate(message);
        Hl7Message.Header header = message.header();
        String kind = header.messageCode() + "^" + header.triggerEvent() + " " + header.version();
        if (translation instanceof Translation.Refused refused) {
            Finding first = refused.findings().get(0);
            return kind + "\t" + first.ack() + " " + first.code() + "\t" + first.location();
        }
        String warnings = ((Translation.Translated) translation)
                .warnings().stream()
                        .map(Finding::code)
                        .distinct()
                        .sorted()
                        .map(code -> " " + code)
                        .collect(Collectors.joining());
        return kind + "\tAA" + (warnings.isEmpty() ? "" : " with" + warnings) + "\t";
    }

    /** Each with its reason, which is written by hand; without one the table is not reviewed. */
    @Test
    void everyFactThatIsNotKeptIsListedWithItsReason() throws IOException {
        Map<String, String> reasons = reasons();
        List<String> lost = new ArrayList<>(List.of("file\tfact\treason"));
        int facts = 0;
        int kept = 0;
        for (Path file : Corpus.files()) {
            List<ClinicalFacts.Fact> all = ClinicalFacts.of(Corpus.text(file));
            List<String> missing = missing(all, Corpus.text(file));
            facts += all.size();
            kept += all.size() - missing.size();
            List<String> rows = missing.size() == all.size() && !all.isEmpty() ? List.of("all " + all.size()) : missing;
            for (String row : rows) {
                String key = Corpus.name(file) + "\t" + row;
                lost.add(key + "\t" + reasons.getOrDefault(key, "?"));
            }
        }

        lost.add("all files\tkept " + kept + " of " + facts + "\t-");

        TestMessages.approve(REVIEWED.resolve("lost-facts.tsv"), bytes(lost));
        assertThat(lost).as("a reason for each").noneMatch(row -> row.endsWith("\t?"));
    }

    private static List<String> missing(List<ClinicalFacts.Fact> facts, String text) throws IOException {
        JsonNode bundle = JSON.createObjectNode();
        try {
            if (Maps.translator().translate(Hl7Message.parse(text)) instanceof Translation.Translated translated) {
                bundle = JSON.readTree(
                        FhirContext.forR4Cached().newJsonParser().encodeResourceToString(translated.bundle()));
            }
        } catch (UnreadableMessageException e) {
            assertThat(e).hasMessageContaining("MSH");
        }
        List<String> missing = new ArrayList<>();
        for (ClinicalFacts.Fact fact : facts) {
            if (!fact.isIn(bundle)) {
                missing.add(fact.place() + " " + fact.kind());
            }
        }
        return missing;
    }

    private static Map<String, String> reasons() throws IOException {
        Map<String, String> reasons = new TreeMap<>();
        Path table = REVIEWED.resolve("lost-facts.tsv");
        if (Files.exists(table)) {
            for (String row : Files.readAllLines(table)) {
                int last = row.lastIndexOf('\t');
                reasons.put(row.substring(0, last), row.substring(last + 1));
            }
        }
        return reasons;
    }

    private static byte[] bytes(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(UTF_8);
    }
}
