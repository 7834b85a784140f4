package org.chemoloop.fhir.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is published for others says the same as what the loop says. */
class PublishedCodesTest {

    @Test
    void everyStateIsPublishedWithItsWords() throws IOException {
        Map<String, String> published = published("loop-status");
        for (BagState state : BagState.values()) {
            assertThat(published).containsEntry(state.code(), state.words().zh());
        }
        assertThat(published).hasSize(BagState.values().length);
    }

    @Test
    void everyIssueIsPublishedWithItsWords() throws IOException {
        Map<String, String> published = published("loop-issue");
        for (LoopIssue issue : LoopIssue.values()) {
            assertThat(published).containsEntry(issue.code(), issue.words().zh());
        }
    }

    private static Map<String, String> published(String name) throws IOException {
        Map<String, String> published = new LinkedHashMap<>();
        try (var json = PublishedCodesTest.class.getResourceAsStream("/fhir/CodeSystem-" + name + ".json")) {
            for (JsonNode concept : new ObjectMapper().readTree(json).path("concept")) {
                published.put(
                        concept.path("code").asText(), concept.path("display").asText());
            }
        }
        return published;
    }
}
