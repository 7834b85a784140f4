package org.chemoloop.fhir.visit;

import static org.assertj.core.api.Assertions.assertThat;

import org.chemoloop.fhir.loop.rule.Proves;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamePersonTest {

    @ParameterizedTest
    @CsvSource({"a03092484, A03092484, 03092484", "Ａ０３０９, A0309, 0309", "ZZ12, ZZ12, 12", "03092484, 03092484, 03092484"
    })
    @Proves("O1")
    void letterCaseAndFullWidthMakeNoOtherNumber(String said, String number, String digits) {
        assertThat(SamePerson.number(said)).isEqualTo(number);
        assertThat(SamePerson.digits(said)).isEqualTo(digits);
    }

    @Test
    @Proves("O1")
    void oneWrongDetailIsACorrectionAndTwoAreAnotherPerson() {
        Patient stored = patient("测试", "甲", AdministrativeGender.MALE, "1962-06-17");

        assertThat(SamePerson.mayBe(patient("测试", "甲", AdministrativeGender.MALE, "1962-06-18"), stored))
                .isTrue();
        assertThat(SamePerson.mayBe(patient("别人", "乙", AdministrativeGender.MALE, "1962-06-18"), stored))
                .isFalse();
        assertThat(SamePerson.mayBe(new Patient(), stored)).isTrue();
    }

    @Test
    @Proves("O1")
    void aNumberThatOnlyLooksAlikeNeedsTheVeryPerson() {
        Patient stored = patient("测试", "甲", AdministrativeGender.MALE, "1962-06-17");

        assertThat(SamePerson.is(patient("测试", "甲 ", AdministrativeGender.MALE, "1962-06-17"), stored))
                .isTrue();
        assertThat(SamePerson.is(patient("测试", "乙", AdministrativeGender.MALE, "1962-06-17"), stored))
                .isFalse();
    }

    @Test
    void whoseBirthDateIsUnknownHasNoNamesakes() {
        Patient patient = patient("测试", "甲", AdministrativeGender.MALE, "1962-06-17");
        assertThat(SamePerson.person(patient)).isNotEmpty();

        patient.setBirthDate(null);
        assertThat(SamePerson.person(patient)).isEmpty();
    }

    private static Patient patient(String family, String given, AdministrativeGender sex, String born) {
        Patient patient = new Patient();
        patient.addName().setFamily(family).addGiven(given);
        patient.setGender(sex).setBirthDateElement(new DateType(born));
        return patient;
    }
}
