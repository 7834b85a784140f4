package org.chemoloop.routes.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.AllergyIntolerance.AllergyIntoleranceCategory;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;

/** However many repetitions a field has, each content stands in its list once. */
class ListedTest {
    @Test
    void aCodeThatIsThereAsAnEnumerationIsThere() {
        Enumeration<AllergyIntoleranceCategory> medication = new Enumeration<>(
                new AllergyIntolerance.AllergyIntoleranceCategoryEnumFactory(), AllergyIntoleranceCategory.MEDICATION);

        assertThat(new Listed(List.of(medication)).has(new CodeType("medication")))
                .isTrue();
        assertThat(new Listed(List.of(medication)).has(new CodeType("food"))).isFalse();
    }

    @Test
    void amongManyEachIsFoundAndNoOther() {
        Listed many = new Listed(List.<Base>copyOf(
                IntStream.range(0, 100).mapToObj(i -> identifier("M" + i)).toList()));
        many.add(identifier("N1"));

        assertThat(many.has(identifier("M77"))).isTrue();
        assertThat(many.has(identifier("N1"))).isTrue();
        assertThat(many.has(identifier("N2"))).isFalse();
        assertThat(many.has(new Identifier().setSystem("M77").setValue("urn:x")))
                .isFalse();
    }

    @Test
    void aRepeatedValueStandsInTheBundleOnce() {
        String twice = "M1^^^HIS^MR~".repeat(40);
        Sent sent = Sent.message(
                Sent.msh("ADT^A08", "2.5"), "PID|1||" + twice + "||A^B||1962", "AL1|1|DA~DA~FA~DA|P1^青霉素^HISDRUG");

        assertThat(sent.only(Patient.class).getIdentifier()).hasSize(1);
        assertThat(sent.only(AllergyIntolerance.class).getCategory())
                .extracting(category -> category.getValue().toCode())
                .containsExactly("medication", "food");
    }

    private static Identifier identifier(String value) {
        return new Identifier().setSystem("urn:x").setValue(value);
    }
}
