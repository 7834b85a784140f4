package org.chemoloop.routes.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;

/** What one sender does otherwise stands in its overlay and touches nobody else. */
class SenderOverlayTest {
    private static final String[] FEED = {
        "PID|1|M26110005|310101195503020019||郑^试丁||19550302|1",
        "ORC|NW|8801||G77",
        "TQ1|1||8&1/12 小时||||20261124100000",
        "RXO|CARBO150^卡铂|450||3^mg|||||||||||||||||||||7",
        "RXR|静滴"
    };

    @Test
    void theEmrsOwnWaysAreUnderstood() {
        Sent sent = Sent.message(Sent.with(new String[] {header("EMR")}, FEED));

        Patient patient = sent.only(Patient.class);
        assertThat(patient.getIdentifier())
                .extracting(identifier -> identifier.getSystem().replaceFirst(".*/", "") + " " + identifier.getValue())
                .containsExactlyInAnyOrder("outpatient-number M26110005", "resident-id 310101195503020019");
        assertThat(patient.getGender()).isEqualTo(AdministrativeGender.MALE);
        MedicationRequest line = sent.line();
        assertThat(line.getExtensionByUrl("https://chemoloop.org/fhir/StructureDefinition/recipe-group")
                        .getValue()
                        .primitiveValue())
                .isEqualTo("G77");
        Dosage dosage = line.getDosageInstructionFirstRep();
        assertThat(dosage.getDoseAndRateFirstRep().getDoseQuantity().getCode()).isEqualTo("mg");
        assertThat(dosage.getTiming().getRepeat().getPeriod().intValue()).isEqualTo(12);
        assertThat(sent.complaints()).isEmpty();
        assertThat(Maps.translator().patientKeys(parsed(header("EMR")))).containsExactly("outpatient-number|M26110005");
    }

    @Test
    void anotherSenderWithTheSameFieldsIsReadAsTheStandardSays() {
        Sent sent = Sent.message(Sent.with(new String[] {header("HIS")}, FEED));

        Patient patient = sent.only(Patient.class);
        assertThat(patient.getIdentifier())
                .extracting(identifier -> identifier.getValue())
                .containsExactly("310101195503020019");
        assertThat(patient.getGender()).isEqualTo(AdministrativeGender.UNKNOWN);
        assertThat(sent.line().getExtensionByUrl("https://chemoloop.org/fhir/StructureDefinition/recipe-group"))
                .isNull();
        assertThat(sent.complaints()).containsExactly("AA 103 PID^1^8^1^1");
    }

    @Test
    void thePatientOfAMessageIsKnownBeforeItIsTranslated() {
        assertThat(Maps.translator().patientKeys(parsed(header("HIS"), "PID|1||M1^^^HIS^MR~2^^^X")))
                .containsExactly("outpatient-number|M1");
        assertThat(Maps.translator().patientKeys(parsed(Sent.msh("ADT^A40", "2.5"), "PID|1||M1", "MRG|M2")))
                .containsExactly("outpatient-number|M1", "outpatient-number|M2");
        assertThat(Maps.translator().patientKeys(parsed(Sent.msh("RDS^O13", "2.5"), "ORC|RE|800000000013")))
                .containsExactly("bag|800000000013");
        assertThat(Maps.translator().patientKeys(parsed(Sent.msh("XXX^X01", "2.5"))))
                .isEqualTo(List.of());
    }

    private static Hl7Message parsed(String header, String... segments) {
        try {
            return Hl7Message.parse(header + "\r" + String.join("\r", segments.length == 0 ? FEED : segments));
        } catch (UnreadableMessageException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String header(String application) {
        return Sent.msh("OMP^O09^OMP_O09", "2.6")
                .replace("|HIS|", "|" + application + "|")
                .replace("UNICODE UTF-8", "utf-8");
    }
}
