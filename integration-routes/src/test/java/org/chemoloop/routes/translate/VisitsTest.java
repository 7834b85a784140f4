package org.chemoloop.routes.translate;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arrival, planning, update and merge: who is here, and what is known about the patient. */
class VisitsTest {

    @ParameterizedTest
    @CsvSource({
        "A01,arrived",
        "A04,arrived",
        "A05,planned",
        "A08,unknown",
        "A11,cancelled",
        "A13,arrived",
        "A31,unknown"
    })
    void theEventSaysWhereThePatientIs(String event, String status) {
        Sent sent = Sent.message(Sent.msh("ADT^" + event, "2.5"), "EVN|" + event, Sent.PID, Sent.PV1);

        assertThat(sent.only(Encounter.class).getStatus().toCode()).isEqualTo(status);
        assertThat(sent.complaints()).isEmpty();
    }

    @Test
    void aVisitWithoutANumberIsLeftOutAndTheSenderHearsOfIt() {
        Sent sent = Sent.message(Sent.msh("ADT^A08", "2.5"), Sent.PID, "PV1|1|O");

        assertThat(sent.all(Encounter.class)).isEmpty();
        assertThat(sent.complaints()).containsExactly("AA 101 PV1^1^19^1^1");
    }

    @Test
    void aVisitWithoutAClassIsAmbulatory() {
        Sent sent = Sent.message(Sent.msh("ADT^A04", "2.5"), Sent.PID, Sent.PV1.replace("|1|O|", "|1||"));

        assertThat(sent.only(Encounter.class).getClass_().getCode()).isEqualTo("AMB");
    }

    @Test
    void aDeadPatientIsDeadAlsoWithoutADate() {
        String pid = Sent.PID + "|".repeat(22) + "Y";

        assertThat(Sent.message(Sent.msh("ADT^A08", "2.5"), pid)
                        .only(Patient.class)
                        .getDeceasedBooleanType()
                        .booleanValue())
                .isTrue();
    }

    @Test
    void anExplicitNullSaysNothingButThatItIsToBeForgotten() {
        Patient patient = Sent.message(Sent.msh("ADT^A08", "2.5"), "PID|1||M1||\"\"^\"\"||\"\"|\"\"|||\"\"")
                .only(Patient.class);

        assertThat(patient.hasName() || patient.hasBirthDate() || patient.hasGender() || patient.hasAddress())
                .isFalse();
        assertThat(patient.getExtension())
                .extracting(extension -> extension.getUrl() + " " + extension.getValue())
                .containsExactly(
                        "https://chemoloop.org/fhir/StructureDefinition/deleted birthDate",
                        "https://chemoloop.org/fhir/StructureDefinition/deleted gender",
                        "https://chemoloop.org/fhir/StructureDefinition/deleted address");
    }

    /** Several fields make the phone numbers: nobody can say which of them a null means. */
    @Test
    void onlyWhatOneFieldSaysIsForgotten() {
        Patient patient = Sent.message(Sent.msh("ADT^A08", "2.5"), "PID|1||M1||||||||||\"\"|\"\"")
                .only(Patient.class);

        assertThat(patient.hasExtension()).isFalse();
    }

    @Test
    void whatTheSenderCutOffIsSaid() {
        Sent sent = Sent.message(
                Sent.msh("ADT^A08", "2.7").replace("^~\\&", "^~\\&#"), "PID|1||M1||测试^很长的名字#||||||#号楼~\\P\\");

        assertThat(sent.complaints()).containsExactly("AA 102 PID^1^5^1^1");
        assertThat(sent.only(Patient.class).getAddress())
                .extracting(address -> address.getLine().get(0).getValue())
                .containsExactly("#号楼", "#");
        assertThat(Sent.message(Sent.msh("ADT^A08", "2.5"), "PID|1||M1||测试^甲#").complaints())
                .isEmpty();
    }

    @Test
    void aMergePointsFromTheRecordGivenUpToTheOneThatStays() {
        Sent sent = Sent.message(
                Sent.msh("ADT^A40", "2.5"), "PID|1||M1", "MRG|M2", "PID|2||M3", "MRG|M4", "PID|3||M1", "MRG|M5");

        assertThat(sent.all(Patient.class)).hasSize(5);
        String stays = sent.bundle().getEntry().get(0).getFullUrl();
        Patient second = sent.all(Patient.class).get(2);
        Patient last = sent.all(Patient.class).get(4);
        assertThat(second.getIdentifierFirstRep().getValue()).isEqualTo("M2");
        assertThat(second.getActive()).isFalse();
        assertThat(second.getLinkFirstRep().getOther().getReference()).isEqualTo(stays);
        assertThat(last.getIdentifierFirstRep().getValue()).isEqualTo("M5");
    }

    @Test
    void nobodyIsMergedIntoHimself() {
        assertThat(Sent.message(Sent.msh("ADT^A40", "2.5"), "PID|1||M1", "MRG|M1")
                        .complaints())
                .containsExactly("AE 205 MRG^1");
    }

    @Test
    void twoValuesOfTheSameMinuteAreTwoObservations() {
        Sent sent = Sent.message(
                Sent.msh("ADT^A08", "2.5"),
                Sent.PID,
                "OBX|1|NM|BP^血压||120|mm[Hg]|||||F|||202611240800",
                "OBX|2|NM|BP^血压|2|80|mm[Hg]|||||F|||202611240800",
                "OBX|3|NM|BP^血压||120|mm[Hg]|||||F|||202611240800",
                "OBX|4|NM|BP^血压||70|mm[Hg]|||||F|||202611240800");

        assertThat(sent.all(Observation.class))
                .extracting(
                        observation -> observation.getValueQuantity().getValue().intValue())
                .containsExactly(120, 80, 70);
        assertThat(sent.all(Observation.class))
                .extracting(observation -> observation.getIdentifierFirstRep().getValue())
                .doesNotHaveDuplicates();
        assertThat(sent.only(Provenance.class).getTarget()).hasSize(4);
    }

    @Test
    void whatNobodyCanTellApartIsLeftOutWithAWord() {
        Sent sent = Sent.message(Sent.msh("ADT^A08", "2.5"), Sent.PID, "AL1|1|DA", "DG1|1", "OBX|1|NM|||5|kg");

        assertThat(sent.all(AllergyIntolerance.class)).isEmpty();
        assertThat(sent.all(Condition.class)).isEmpty();
        assertThat(sent.all(Observation.class)).isEmpty();
        assertThat(sent.complaints())
                .containsExactly("AA 101 AL1^1^3^1^1", "AA 101 DG1^1^20^1^1", "AA 101 OBX^1^3^1^1");
    }

    @Test
    void aMessageWithoutATimeSaysSo() {
        Sent sent = Sent.message(Sent.msh("ADT^A08", "2.5").replace("20261124080000", "yesterday"), Sent.PID);

        assertThat(sent.only(Provenance.class).getRecordedElement().hasExtension())
                .isTrue();
        assertThat(sent.bundle().hasTimestamp()).isFalse();
        assertThat(sent.complaints()).containsExactly("AA 102 MSH^1^7^1^1");
    }

    @Test
    void aSegmentThatNoMapKnowsIsReported() {
        assertThat(Sent.message(Sent.msh("ADT^A08", "2.5"), Sent.PID, "QQQ|1", "QQQ|2", "ZQQ|1")
                        .complaints())
                .containsExactly("AA 100 QQQ^1");
    }
}
