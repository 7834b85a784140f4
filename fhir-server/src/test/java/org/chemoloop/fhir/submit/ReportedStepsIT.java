package org.chemoloop.fhir.submit;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import org.chemoloop.fhir.order.Terms;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.junit.jupiter.api.Test;

/** Steps that PIVAS and pumps tell of, and messages that come too late. */
class ReportedStepsIT extends MessagesOfAHis {

    @Test
    void thePivasReportsAStepOfABag() {
        String code = place();
        PlacedOrder.move(fhir, code, "accepted");
        PlacedOrder.move(fhir, code, "released");

        Bundle answer = submit(Translated.about(patient).step(code, "picked"));

        assertThat(statuses(answer))
                .as(FhirContext.forR4Cached().newJsonParser().encodeToString(answer))
                .containsExactly("200", "200", "200");
        assertThat(answer.getEntry().get(1).getResponse().getLocation()).isEqualTo("MedicationDispense/bag-" + code);
        assertThat(step(code)).isEqualTo("picked");
    }

    @Test
    void aStepOfABagThatNobodyKnowsOrOfAnotherPatientIsRefused() {
        String code = place();
        submit(Translated.about(patient + "x").bundle());

        Bundle unknown = submit(Translated.about(patient).step("800000000017", "picked"));
        Bundle other = submit(Translated.about(patient + "x").step(code, "picked"));

        assertThat(issue(unknown, 1)).isEqualTo("unknown-key");
        assertThat(issue(other, 1)).isEqualTo("wrong-patient");
        assertThat(step(code)).isEqualTo("ordered");
    }

    /** Judged as a scan; what is refused leaves nothing behind, and whom the HIS alone tells of is not written. */
    @Test
    void aPumpThatTellsOfAStartIsJudgedAsAScan() {
        String code = place();
        submit(Translated.about(patient + "x").bundle());

        Bundle early = submit(Translated.about(patient).start(code));
        Bundle other = submit(Translated.about(patient + "x").start(code));
        Bundle nobody = submit(Translated.about(patient + "y").start(code));
        Bundle unknown = submit(Translated.about(patient).start("800000000017"));

        assertThat(statuses(early).get(1)).startsWith("4");
        assertThat(issue(early, 1)).isEqualTo("not-received");
        assertThat(issue(other, 1)).isEqualTo("wrong-patient");
        assertThat(issue(nobody, 1)).isEqualTo("wrong-patient");
        assertThat(issue(unknown, 1)).isEqualTo("unknown-key");
        assertThat(step(code)).isEqualTo("ordered");
    }

    private String place() {
        Bundle answer = submit(Translated.about(patient)
                .visit("V" + run, EncounterStatus.ARRIVED)
                .order("NW", placer)
                .carboplatin()
                .bundle());
        MedicationRequest line = (MedicationRequest) answer.getEntry().get(2).getResource();
        return bagsOf(line).get(0).getIdentifierFirstRep().getValue();
    }

    @Test
    void whoWasOvertakenIsRefusedAndLeavesNothing() {
        String group = "patient%7C" + patient;
        Bundle order =
                Translated.about(patient).order("NW", placer).carboplatin().bundle();
        Bundle late = Translated.about(patient)
                .order("NW", placer + "L")
                .carboplatin()
                .bundle();
        var routes = fhir.as("routes");

        assertThat(routes.with("ChemoLoop-Place", "7 " + group)
                        .post("$submit", order.copy())
                        .status())
                .isEqualTo(200);
        var refused = routes.with("ChemoLoop-Place", "6 " + group).post("$submit", late.copy());
        assertThat(refused.status()).as(refused.body()).isEqualTo(412);
        assertThat(search(
                        MedicationRequest.class,
                        "MedicationRequest?identifier=" + Terms.PLACER_ORDER + "|" + placer + "L"))
                .isEmpty();

        assertThat(routes.with("ChemoLoop-Place", "7 " + group)
                        .post("$submit", order.copy())
                        .status())
                .as("the same again")
                .isEqualTo(200);
        assertThat(routes.with("ChemoLoop-Place", "6 other" + group)
                        .post("$submit", late.copy())
                        .status())
                .as("another group")
                .isEqualTo(200);
    }

    @Test
    void theDatabaseEndsATransactionWhoseProcessIsFrozen() {
        assertThat(jdbc.queryForObject("show idle_in_transaction_session_timeout", String.class))
                .isEqualTo("20s");
    }
}
