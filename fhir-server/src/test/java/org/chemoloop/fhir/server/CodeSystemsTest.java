package org.chemoloop.fhir.server;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.chemoloop.fhir.catalogue.Handling;
import org.chemoloop.fhir.catalogue.Tier;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.LoopIssue;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeSystemsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "loop-status",
                "loop-issue",
                "not-given-reason",
                "drug-handling",
                "prescription-category",
                "antitumor-tier",
                "line-type",
                "seat-state",
                "loop-event",
                "loop-observation"
            })
    void everyCodeHasAChineseAndAnEnglishName(String name) throws Exception {
        CodeSystem system = read(name);

        assertThat(system.getUrl()).isEqualTo("https://chemoloop.org/fhir/CodeSystem/" + name);
        assertThat(system.getConcept()).hasSize(system.getCount()).allSatisfy(concept -> {
            assertThat(concept.getDesignation())
                    .extracting(designation -> designation.getLanguage())
                    .containsExactly("zh-CN", "en");
            assertThat(concept.getDisplay())
                    .isEqualTo(concept.getDesignation().get(0).getValue());
        });
    }

    @Test
    void everyStateOfABagHasAColour() throws Exception {
        CodeSystem system = read("loop-status");

        assertThat(codes(system))
                .containsExactlyElementsOf(
                        Arrays.stream(BagState.values()).map(BagState::code).toList());
        assertThat(system.getConcept())
                .allSatisfy(concept ->
                        assertThat(concept.getPropertyFirstRep().getCode()).isEqualTo("colour"));
        assertThat(colour(system, "prepared")).isEqualTo("yellow");
        assertThat(colour(system, "compounded")).isEqualTo("yellow");
        assertThat(colour(system, "infusing")).isEqualTo("green");
        assertThat(colour(system, "completed")).isEqualTo("grey");
    }

    @Test
    void everyReasonToRefuseIsPublished() throws Exception {
        assertThat(codes(read("loop-issue")))
                .containsAll(
                        Arrays.stream(LoopIssue.values()).map(LoopIssue::code).toList());
    }

    @Test
    void theCatalogueSpeaksPublishedCodes() throws Exception {
        assertThat(codes(read("drug-handling")))
                .containsAll(
                        Arrays.stream(Handling.values()).map(Handling::code).toList());
        assertThat(codes(read("antitumor-tier")))
                .containsExactlyElementsOf(
                        Arrays.stream(Tier.values()).map(Tier::code).toList());
    }

    private static List<String> codes(CodeSystem system) {
        return system.getConcept().stream()
                .map(ConceptDefinitionComponent::getCode)
                .toList();
    }

    private static String colour(CodeSystem system, String code) {
        return system.getConcept().stream()
                .filter(concept -> concept.getCode().equals(code))
                .findFirst()
                .orElseThrow()
                .getPropertyFirstRep()
                .getValueCodeType()
                .getValue();
    }

    private static CodeSystem read(String name) throws Exception {
        try (InputStream json = CodeSystemsTest.class.getResourceAsStream("/fhir/CodeSystem-" + name + ".json")) {
            return FhirContext.forR4Cached()
                    .newJsonParser()
                    .setParserErrorHandler(new StrictErrorHandler())
                    .parseResource(CodeSystem.class, json);
        }
    }
}
