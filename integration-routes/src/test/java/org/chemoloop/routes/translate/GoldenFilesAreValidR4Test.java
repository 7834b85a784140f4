package org.chemoloop.routes.translate;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.CodeSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every stored.fhir.json is valid R4 by HL7's own validator. */
class GoldenFilesAreValidR4Test {
    private static final String BASE = "https://chemoloop.org/fhir/";
    private static final Set<String> OUR_EXTENSIONS =
            Set.of("order-control", "makes-bag", "recipe-group", "parent-order", "loop-step", "deleted");
    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private static FhirValidator validator;

    @BeforeAll
    static void prepare() throws IOException {
        PrePopulatedValidationSupport ours = new PrePopulatedValidationSupport(FHIR);
        try (Stream<Path> published = Files.list(Path.of("..", "fhir-server", "src", "main", "resources", "fhir"))) {
            for (Path file : published
                    .filter(path -> path.toString().contains("CodeSystem-"))
                    .toList()) {
                ours.addCodeSystem(FHIR.newJsonParser().parseResource(CodeSystem.class, Files.readString(file)));
            }
        }
        FhirInstanceValidator module = new FhirInstanceValidator(new ValidationSupportChain(
                ours,
                new DefaultProfileValidationSupport(FHIR),
                new InMemoryTerminologyServerValidationSupport(FHIR),
                new CommonCodeSystemsTerminologyService(FHIR)));
        module.setAnyExtensionsAllowed(true);
        validator = FHIR.newValidator().registerValidatorModule(module);
    }

    @TestFactory
    Stream<DynamicTest> theValidatorFindsNoError() {
        return TestMessages.all().stream()
                .filter(folder -> Files.exists(folder.path().resolve("stored.fhir.json")))
                .map(folder -> DynamicTest.dynamicTest(
                        folder.name(),
                        () -> assertThat(errors(TestMessages.read(folder.path().resolve("stored.fhir.json"))))
                                .isEmpty()));
    }

    @Test
    void theValidatorWouldNotice() {
        Path folder = TestMessages.ROOT.resolve("RDE_O11").resolve("001-two-components");
        String good = TestMessages.read(folder.resolve("stored.fhir.json"));

        assertThat(errors(good)).isEmpty();
        assertThat(errors(good.replace("\"draft\"", "\"drafted\""))).isNotEmpty();
        assertThat(errors(good.replace("\"intent\": \"order\",", ""))).isNotEmpty();
        assertThat(errors(good.replace("\"code\": \"mL/h\"", "\"code\": \"mL per h\"")))
                .isNotEmpty();
    }

    static List<String> errors(String bundle) {
        return validator.validateWithResult(bundle).getMessages().stream()
                .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                .map(GoldenFilesAreValidR4Test::shown)
                .toList();
    }

    private static String shown(SingleValidationMessage message) {
        return message.getLocationString() + ": " + message.getMessage();
    }

    @Test
    void noExtensionIsInventedOnTheWay() {
        Set<String> used = new TreeSet<>();
        for (TestMessages.Folder folder : TestMessages.all()) {
            String stored = folder.stored();
            Matcher extension =
                    Pattern.compile(BASE + "StructureDefinition/([a-z-]+)").matcher(stored == null ? "" : stored);
            while (extension.find()) {
                used.add(extension.group(1));
            }
        }
        assertThat(used).isEqualTo(new TreeSet<>(OUR_EXTENSIONS));
    }
}
