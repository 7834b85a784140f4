package org.chemoloop.fhir.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.chemoloop.fhir.FhirCaller;
import org.chemoloop.fhir.FhirServerTest;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The day of a bag, told once more from its messages and scans. Other tests' bags share the day and are left out. */
@FhirServerTest
class ReplayIT {

    private static final String VERSION_IN_FORCE = """
            update hfj_res_ver v set res_text_vc = replace(v.res_text_vc, ?, ?) from hfj_resource r
            where r.res_id = v.res_id and r.res_ver = v.res_ver and r.res_type = ? and r.fhir_id = ?""";

    @Autowired
    FhirCaller fhir;

    @Autowired
    JdbcTemplate jdbc;

    private final String number = UUID.randomUUID().toString();
    private List<Bundle> kept = List.of();
    private final Bundle order = Translated.about(number)
            .visit("V" + number, EncounterStatus.ARRIVED)
            .order("NW", number)
            .carboplatin()
            .bundle();
    private Bundle dispatched;
    private String bag;

    @BeforeEach
    void aBagIsOrderedReleasedAndCompounded() {
        bag = PlacedOrder.place(fhir, order.copy());
        PlacedOrder.move(fhir, bag, "accepted");
        PlacedOrder.move(fhir, bag, "released");
        Bundle compounded = Translated.about(number).step(bag, "compounded");
        dispatched = Translated.about(number).step(bag, "dispatched");
        kept = List.of(order, compounded, dispatched);
        submit(compounded);
        submit(dispatched);
    }

    @Test
    void whatIsStoredIsWhatMessagesAndScansTell() {
        assertThat(differences(kept)).isEmpty();
    }

    @Test
    void aStepOfAMessageThatIsNotKeptIsFound() {
        assertThat(differences(kept.subList(0, 2))).singleElement().asString().contains("dispatched", "not kept");
    }

    @Test
    void aMessageThatLeftNoStepIsFound() {
        Bundle unheardOf = Translated.about(number).step(bag, "qc-passed");

        assertThat(differences(List.of(order, kept.get(1), dispatched, unheardOf)))
                .singleElement()
                .asString()
                .contains("qc-passed", "the record does not");
    }

    @Test
    void aTaskThatSomebodyChangedInTheDatabaseIsFound() {
        tamper(
                "Task",
                "\"businessStatus\":{\"coding\":[{\"system\":\"https://chemoloop.org/fhir/CodeSystem/loop-status\",\"code\":\"dispatched\"",
                "\"businessStatus\":{\"coding\":[{\"system\":\"https://chemoloop.org/fhir/CodeSystem/loop-status\",\"code\":\"received\"");

        assertThat(differences(kept))
                .singleElement()
                .asString()
                .contains("Task.businessStatus", "“received”, replayed “dispatched”");
    }

    @Test
    void anotherNurseInTheStepsOfTheTaskIsFound() {
        tamper("Task", "\"value\":\"nurse1\"", "\"value\":\"nurse2\"");

        assertThat(differences(kept)).singleElement().asString().contains("Task.output", "nurse2");
    }

    private void tamper(String type, String what, String with) {
        assertThat(jdbc.update(VERSION_IN_FORCE, what, with, type, "bag-" + bag))
                .isEqualTo(1);
    }

    private void submit(Bundle told) {
        var answer = fhir.as("routes").post("$submit", told.copy());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private List<String> differences(List<Bundle> messages) {
        Parameters wanted = new Parameters();
        wanted.addParameter("date", new DateType(LocalDate.now().toString()));
        messages.forEach(message -> wanted.addParameter().setName("message").setResource(message));
        var answer = fhir.as("engineer1").post("MedicationRequest/$replay", wanted);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.resource(Parameters.class).getParameter().stream()
                .filter(part -> part.getName().equals("difference"))
                .filter(part ->
                        part.getPart().get(0).getValue().primitiveValue().equals("bag-" + bag))
                .map(part -> part.getPart().get(1).getValue().primitiveValue())
                .toList();
    }
}
