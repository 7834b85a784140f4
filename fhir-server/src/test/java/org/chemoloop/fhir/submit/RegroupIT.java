package org.chemoloop.fhir.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.chemoloop.fhir.FhirCaller;
import org.chemoloop.fhir.FhirCaller.Answer;
import org.chemoloop.fhir.FhirServerTest;
import org.chemoloop.fhir.loop.BagCode;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** 组方, 拆方 and changes of what is made already. */
@FhirServerTest
class RegroupIT {

    @Autowired
    FhirCaller fhir;

    @Autowired
    JdbcTemplate jdbc;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String patient = "M" + run;

    @Test
    void aNursePutsTwoBagsTogetherAndTakesThemApartAgain() {
        String salt = place("1", "NS250");
        String drug = place("2", "DEX5");

        Answer answer = call("nurse1", "$regroup", "bag", salt, "bag", drug);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        String together = bags(answer).get(0);
        assertThat(drugs(together)).containsExactly("NS250", "DEX5");
        assertThat(List.of(step(salt), step(drug), step(together))).containsExactly("void", "void", "ordered");
        assertThat(events(salt)).containsExactly("bag-ordered", "bag-cancelled");
        assertThat(events(together)).containsExactly("bag-changed");

        Answer apart = call("nurse1", "$split", "bag", together, "line", "P2" + run);

        assertThat(apart.status()).as(apart.body()).isEqualTo(200);
        assertThat(bags(apart)).hasSize(2);
        assertThat(drugs(bags(apart).get(0))).containsExactly("NS250");
        assertThat(drugs(bags(apart).get(1))).containsExactly("DEX5");
        assertThat(step(together)).isEqualTo("void");
        assertThat(refused(PlacedOrder.ask(fhir, together, "accepted"))).isIn("void-label", "not-active");
    }

    @Test
    void aChangeAfterRegroupingKeepsWhatTheNursePutTogether() {
        String salt = place("1", "NS250");
        String drug = place("2", "DEX5");
        String together =
                bags(call("nurse1", "$regroup", "bag", salt, "bag", drug)).get(0);

        submit(Translated.about(patient)
                .order("XO", "P2" + run)
                .drug("DEX5", 10, "mg")
                .bundle());

        assertThat(step(together)).isEqualTo("void");
        assertThat(standing()).hasSize(1);
        assertThat(drugs(standing().get(0))).containsExactlyInAnyOrder("NS250", "DEX5");
    }

    @Test
    void whatIsPreparedOrNotTheirsIsNotRegrouped() {
        String salt = place("1", "NS250");
        String drug = place("2", "DEX5");
        String others = PlacedOrder.place(fhir);

        assertThat(refused(call("nurse1", "$regroup", "bag", salt, "bag", others)))
                .isEqualTo("wrong-patient");
        assertThat(refused(call(
                        "nurse1",
                        "$regroup",
                        "bag",
                        salt,
                        "bag",
                        BagCode.mint(9_999_999_999L).value())))
                .isEqualTo("unknown-bag");
        assertThat(refused(call("nurse1", "$split", "bag", salt, "line", "P1" + run)))
                .isEqualTo("wrong-state");
        assertThat(call("pivas1", "$regroup", "bag", salt, "bag", drug).status())
                .isEqualTo(403);
        PlacedOrder.move(fhir, drug, "discarded");
        assertThat(refused(call("nurse1", "$regroup", "bag", salt, "bag", drug)))
                .isEqualTo("wrong-state");
        assertThat(step(salt)).isEqualTo("ordered");
    }

    @Test
    void twoNursesWhoRegroupTheSameBagsAtOnceMakeOneBag() throws Exception {
        String salt = place("1", "NS250");
        String drug = place("2", "DEX5");
        var nurses = java.util.concurrent.Executors.newFixedThreadPool(2);

        var answers = nurses.invokeAll(List.of(
                () -> call("nurse1", "$regroup", "bag", salt, "bag", drug).status(),
                () -> call("nurse2", "$regroup", "bag", drug, "bag", salt).status()));
        nurses.shutdown();

        assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(200, 422);
        assertThat(standing()).hasSize(1);
    }

    @Test
    void aChangedDoseVoidsABagThatIsCompoundedAlready() {
        submit(Translated.about(patient)
                .visit("V" + run, EncounterStatus.ARRIVED)
                .order("NW", "P" + run)
                .carboplatin()
                .bundle());
        String old = standing().get(0);
        PlacedOrder.move(fhir, old, "accepted");
        PlacedOrder.move(fhir, old, "released");
        submit(Translated.about(patient).step(old, "compounded"));

        assertThat(step(old)).isEqualTo("compounded");

        Bundle answer = submit(Translated.about(patient)
                .order("XO", "P" + run)
                .drug("CARBO150", 250, "mg")
                .base("NS250", 250)
                .additive("CARBO150", 250, "mg")
                .bundle());

        assertThat(answer.getEntry().get(1).getResponse().getStatus()).startsWith("200");
        assertThat(step(old)).isEqualTo("void");
        assertThat(standing()).hasSize(1).doesNotContain(old);
    }

    private String place(String number, String drug) {
        submit(Translated.about(patient)
                .order("NW", "P" + number + run)
                .drug(drug, 5, drug.startsWith("NS") ? "mL" : "mg")
                .bundle());
        return standing().stream()
                .filter(bag -> drugs(bag).contains(drug))
                .findFirst()
                .orElseThrow();
    }

    private List<String> standing() {
        String subject = fhir.as("engineer1")
                .get("Patient?identifier=https://chemoloop.org/fhir/sid/outpatient-number|" + patient)
                .resource(Bundle.class)
                .getEntryFirstRep()
                .getResource()
                .getIdElement()
                .getIdPart();
        return fhir
                .as("engineer1")
                .get("MedicationRequest?intent=instance-order&subject=Patient/" + subject)
                .resource(Bundle.class)
                .getEntry()
                .stream()
                .map(entry -> (MedicationRequest) entry.getResource())
                .filter(bag -> bag.getStatus() == MedicationRequestStatus.ACTIVE)
                .map(bag -> bag.getIdentifierFirstRep().getValue())
                .toList();
    }

    private Answer call(String who, String operation, String... named) {
        Parameters parameters = new Parameters();
        for (int i = 0; i < named.length; i += 2) {
            parameters.addParameter(named[i], named[i + 1]);
        }
        return fhir.as(who).post("MedicationRequest/" + operation, parameters);
    }

    private static List<String> bags(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.resource(Parameters.class).getParameter().stream()
                .filter(parameter -> parameter.getName().equals("bag"))
                .map(ParametersParameterComponent::getValue)
                .map(value -> value.primitiveValue())
                .toList();
    }

    private static String refused(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        return answer.resource(OperationOutcome.class)
                .getIssueFirstRep()
                .getDetails()
                .getCodingFirstRep()
                .getCode();
    }

    private List<String> drugs(String bag) {
        MedicationRequest order =
                fhir.as("engineer1").get("MedicationRequest/bag-" + bag).resource(MedicationRequest.class);
        return ((Medication) order.getContained().get(0))
                .getIngredient().stream()
                        .map(ingredient -> ingredient
                                .getItemCodeableConcept()
                                .getCodingFirstRep()
                                .getCode())
                        .toList();
    }

    private String step(String bag) {
        return fhir.as("engineer1")
                .get("Task/bag-" + bag)
                .resource(Task.class)
                .getBusinessStatus()
                .getCodingFirstRep()
                .getCode();
    }

    private List<String> events(String bag) {
        return jdbc.queryForList(
                "select event from loop.outbox where payload like ? order by sequence",
                String.class,
                "%\"focus\":[{\"reference\":\"MedicationRequest/bag-" + bag + "\"}]%");
    }

    private Bundle submit(Bundle message) {
        Answer answer = fhir.as("routes").post("$submit", message);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.resource(Bundle.class);
    }
}
