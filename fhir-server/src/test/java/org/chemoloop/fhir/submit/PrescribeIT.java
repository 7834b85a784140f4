package org.chemoloop.fhir.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.chemoloop.fhir.FhirCaller;
import org.chemoloop.fhir.FhirCaller.Answer;
import org.chemoloop.fhir.FhirServerTest;
import org.chemoloop.fhir.order.Terms;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Doctors who order over FHIR: judged as a message is. */
@FhirServerTest
class PrescribeIT {

    @Autowired
    FhirCaller fhir;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private String patient = "";

    @BeforeEach
    void admit() {
        Bundle answer = fhir.as("routes")
                .post(
                        "$submit",
                        Translated.about("D" + run)
                                .visit("V" + run, EncounterStatus.ARRIVED)
                                .bundle())
                .resource(Bundle.class);
        patient = answer.getEntryFirstRep().getResponse().getLocation();
    }

    @Test
    void aDoctorsOrderIsJudgedAndMakesItsBag() {
        Answer answer = fhir.as("doctor1").post("MedicationRequest", order("CARBO150", 450, "mg", "G5500"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        MedicationRequest line = answer.resource(MedicationRequest.class);
        assertThat(line.getStatus()).isEqualTo(MedicationRequestStatus.DRAFT);
        assertThat(line.getRequester().getIdentifier().getValue()).isEqualTo("doctor1");
        assertThat(bags()).hasSize(1);
        assertThat(fhir.as("nurse1")
                        .get("MedicationRequest/" + bags().get(0) + "/$timeline")
                        .body())
                .contains("ordered", "doctor1");
    }

    @Test
    void aDoctorWithoutThePrivilegeIsRefusedAndNoBagIsMade() {
        Answer answer = fhir.as("doctor2").post("MedicationRequest", order("RITUX100", 500, "mg", "NS500"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(issue(answer)).isEqualTo("not-privileged");
        assertThat(bags()).isEmpty();
    }

    @Test
    void nobodyPrescribesInAnotherDoctorsName() {
        MedicationRequest order = order("RITUX100", 500, "mg", "NS500");
        order.getRequester().setIdentifier(identifier("user", "doctor1"));

        assertThat(issue(fhir.as("doctor2").post("MedicationRequest", order))).isEqualTo("not-privileged");

        order.getRequester().setIdentifier(identifier("doctor-code", "D0001"));
        assertThat(issue(fhir.as("doctor2").post("MedicationRequest", order))).isEqualTo("not-privileged");
    }

    @Test
    void anOrderThatSaysItWasWithdrawnOrIsABagIsNoWayAround() {
        MedicationRequest bag = order("CARBO150", 450, "mg", "G5500");
        bag.setIntent(MedicationRequestIntent.INSTANCEORDER);
        assertThat(issue(fhir.as("doctor1").post("MedicationRequest", bag))).isEqualTo("wrong-state");

        MedicationRequest salt = order("OXALI50", 100, "mg", "NS500");
        assertThat(issue(fhir.as("doctor1").post("MedicationRequest", salt))).isEqualTo("incompatible-diluent");
        assertThat(bags()).isEmpty();
        assertThat(fhir.as("nurse1")
                        .post("MedicationRequest", order("CARBO150", 450, "mg", "G5500"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theSameOrderNumberMakesNoSecondBag() {
        MedicationRequest order = order("CARBO150", 450, "mg", "G5500");
        order.addIdentifier(identifier("placer-order", "PF" + run));

        assertThat(fhir.as("doctor1").post("MedicationRequest", order).status()).isEqualTo(201);
        assertThat(fhir.as("doctor1").post("MedicationRequest", order).status()).isEqualTo(200);

        assertThat(bags()).hasSize(1);
    }

    private MedicationRequest order(String drug, int amount, String unit, String diluent) {
        Medication contents = new Medication();
        contents.setId("contents");
        ingredient(contents, drug, amount, unit);
        ingredient(contents, diluent, 500, "mL");
        MedicationRequest order = new MedicationRequest();
        order.setStatus(MedicationRequestStatus.ACTIVE).setIntent(MedicationRequestIntent.ORDER);
        order.setSubject(new Reference(patient));
        order.addContained(contents);
        order.setMedication(new Reference("#contents"));
        return order;
    }

    private static void ingredient(Medication contents, String drug, int amount, String unit) {
        contents.addIngredient()
                .setItem(new CodeableConcept().addCoding(new Coding(Terms.codeSystem("hospital-drug"), drug, null)))
                .setStrength(new Ratio()
                        .setNumerator(new Quantity(amount)
                                .setUnit(unit)
                                .setSystem(Terms.UCUM)
                                .setCode(unit))
                        .setDenominator(new Quantity(1).setUnit("bag")));
    }

    private List<String> bags() {
        return fhir
                .as("engineer1")
                .get("MedicationRequest?intent=instance-order&subject=" + patient)
                .resource(Bundle.class)
                .getEntry()
                .stream()
                .map(entry -> entry.getResource().getIdElement().getIdPart())
                .toList();
    }

    private static Identifier identifier(String name, String value) {
        return new Identifier().setSystem(Terms.sid(name)).setValue(value);
    }

    private static String issue(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        return answer.resource(OperationOutcome.class)
                .getIssueFirstRep()
                .getDetails()
                .getCodingFirstRep()
                .getCode();
    }
}
