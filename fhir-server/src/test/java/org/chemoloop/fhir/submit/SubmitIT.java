package org.chemoloop.fhir.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.order.Terms;
import org.hl7.fhir.r4.model.Basic;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/** What becomes of the orders of a message. */
class SubmitIT extends MessagesOfAHis {

    @Test
    void anOrderBecomesALineABagAndATask() {
        Bundle answer = submit(Translated.about(patient)
                .visit("V" + run, EncounterStatus.UNKNOWN)
                .order("NW", placer)
                .carboplatin()
                .bundle());

        assertThat(statuses(answer)).containsExactly("201", "201", "201", "201");
        MedicationRequest line = (MedicationRequest) answer.getEntry().get(2).getResource();
        assertThat(Terms.identifier(line.getIdentifier(), Terms.FILLER_ORDER)).isPresent();
        assertThat(line.getStatus()).isEqualTo(MedicationRequestStatus.DRAFT);
        assertThat(line.getSubject().getReference()).startsWith("Patient/p-");
        assertThat(line.getEncounter().getReference()).startsWith("Encounter/e-");

        MedicationRequest bag = bagsOf(line).get(0);
        String code = bag.getIdentifierFirstRep().getValue();
        assertThat(BagCode.parse(code)).isPresent();
        assertThat(drugs(bag)).containsExactly("NS250", "CARBO150");
        assertThat(((Medication) bag.getContained().get(0))
                        .getIngredientFirstRep()
                        .getIsActive())
                .isFalse();
        Task task = fhir.as("engineer1").get("Task/bag-" + code).resource(Task.class);
        assertThat(task.getBusinessStatus().getCodingFirstRep().getCode()).isEqualTo("ordered");
        assertThat(task.getFocus().getReference()).isEqualTo("MedicationRequest/bag-" + code);
        assertThat(events(code)).containsExactly("bag-ordered");
    }

    @Test
    void theSameOrderAgainHasNoSecondEffect() {
        Bundle message =
                Translated.about(patient).order("NW", placer).carboplatin().bundle();
        Bundle first = submit(message.copy());
        Bundle again = submit(message.copy());
        Bundle inAnotherMessage = submit(
                Translated.about(patient).order("NW", placer).carboplatin().bundle());

        assertThat(statuses(first)).containsExactly("201", "201", "201");
        assertThat(statuses(again)).containsExactly("200", "200", "200");
        assertThat(statuses(inAnotherMessage)).containsExactly("200", "200", "200");
        MedicationRequest line = (MedicationRequest) again.getEntry().get(1).getResource();
        assertThat(line.getMeta().getVersionId()).isEqualTo("1");
        assertThat(bagsOf(line)).hasSize(1);
    }

    @Test
    void aMessageWithWhatThisServerDoesNotKeepLeavesNothing() {
        Bundle message =
                Translated.about(patient).order("NW", placer).carboplatin().bundle();
        Basic unknown = new Basic();
        unknown.addIdentifier().setSystem("urn:unknown").setValue(run);
        message.addEntry()
                .setResource(unknown)
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl("Basic?identifier=urn:unknown|" + run);

        assertThat(fhir.as("routes").post("$submit", message).status()).isBetween(400, 499);
        assertThat(jdbc.queryForObject("select count(*) from hfj_resource where res_type = 'Basic'", Integer.class))
                .isZero();
        assertThat(statuses(submit(Translated.about(patient)
                        .order("NW", placer)
                        .carboplatin()
                        .bundle())))
                .containsExactly("201", "201", "201");
    }

    @Test
    void anOrderNumberIsNotUsedTwiceForDifferentThings() {
        submit(Translated.about(patient).order("NW", placer).carboplatin().bundle());
        Bundle other =
                submit(Translated.about(patient).order("NW", placer).rituximab().bundle());

        assertThat(statuses(other)).containsExactly("200", "409", "200");
        assertThat(issue(other, 1)).isEqualTo("duplicate-key");
    }

    @Test
    void aDoctorWithoutTheTierIsRefusedAndTheOtherOrderTakesEffect() {
        Bundle answer = submit(Translated.about(patient)
                .order("NW", placer)
                .carboplatin()
                .and()
                .order("NW", placer + "x")
                .rituximab()
                .by("D0002")
                .bundle());

        assertThat(statuses(answer)).containsExactly("201", "201", "422", "201");
        assertThat(issue(answer, 2)).isEqualTo("not-privileged");
        MedicationRequest good = (MedicationRequest) answer.getEntry().get(1).getResource();
        MedicationRequest refused = (MedicationRequest) answer.getEntry().get(2).getResource();
        assertThat(bagsOf(good)).hasSize(1);
        assertThat(bagsOf(refused)).isEmpty();
        assertThat(refused.getStatus()).isEqualTo(MedicationRequestStatus.CANCELLED);
        assertThat(search(Task.class, "Task?focus=" + refused.getIdElement().toUnqualifiedVersionless())
                        .get(0)
                        .getBusinessStatus()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("rejected");
    }

    @Test
    void oxaliplatinInSodiumChlorideIsRefused() {
        Bundle answer = submit(Translated.about(patient)
                .order("NW", placer)
                .drug("OXALI50", 150, "mg")
                .base("NS500", 500)
                .additive("OXALI50", 150, "mg")
                .bundle());

        assertThat(statuses(answer)).containsExactly("201", "422", "201");
        assertThat(issue(answer, 1)).isEqualTo("incompatible-diluent");
    }

    @Test
    void whatTheCatalogueDoesNotKnowIsTakenAndFlagged() {
        Bundle answer = submit(Translated.about(patient)
                .order("NW", placer)
                .drug("NOBODY-KNOWS", 1, "mg")
                .by("D9999")
                .bundle());

        assertThat(statuses(answer)).containsExactly("201", "201", "201");
        OperationOutcome outcome =
                (OperationOutcome) answer.getEntry().get(1).getResponse().getOutcome();
        assertThat(outcome.getIssue())
                .extracting(issue -> issue.getDetails().getCodingFirstRep().getCode())
                .containsExactly("unknown-prescriber", "unknown-drug");
    }

    @Test
    void threeDosesMakeThreeBagsADayApart() {
        Instant start = Instant.parse("2026-11-24T10:00:00Z");
        Bundle answer = submit(Translated.about(patient)
                .order("NW", placer)
                .carboplatin()
                .daily(start, 3)
                .bundle());

        List<MedicationRequest> bags =
                bagsOf((MedicationRequest) answer.getEntry().get(1).getResource());
        assertThat(bags)
                .extracting(bag -> bag.getDosageInstructionFirstRep()
                        .getTiming()
                        .getEvent()
                        .get(0)
                        .getValue()
                        .toInstant())
                .containsExactlyInAnyOrder(start, start.plusSeconds(86_400), start.plusSeconds(2 * 86_400));
    }

    @Test
    void linesOfOneGroupShareABagEvenWhenTheyComeInSeveralMessages() {
        submit(Translated.about(patient)
                .order("NW", placer)
                .drug("NS500", 500, "mL")
                .group("RX" + run, "1")
                .and()
                .order("NW", placer + "a")
                .drug("PACLI30", 240, "mg")
                .group("RX" + run, "1")
                .bundle());
        Bundle later = submit(Translated.about(patient)
                .order("NW", placer + "b")
                .drug("DEX5", 5, "mg")
                .group("RX" + run, "1")
                .bundle());

        List<MedicationRequest> bags =
                bagsOf((MedicationRequest) later.getEntry().get(1).getResource());
        assertThat(bags).hasSize(1);
        assertThat(drugs(bags.get(0))).containsExactlyInAnyOrder("NS500", "PACLI30", "DEX5");
        assertThat(bags.get(0).getBasedOn()).hasSize(3);
        String code = bags.get(0).getIdentifierFirstRep().getValue();
        assertThat(events(code)).containsExactly("bag-changed");
        String old = bags.get(0).getPriorPrescription().getReferenceElement().getIdPart();
        assertThat(step(old.substring("bag-".length()))).isEqualTo("void");
    }

    @Test
    void aCancelBeforeTheStartWithdrawsLineAndBag() {
        MedicationRequest line = (MedicationRequest) submit(Translated.about(patient)
                        .order("NW", placer)
                        .carboplatin()
                        .bundle())
                .getEntry()
                .get(1)
                .getResource();
        String code = bagsOf(line).get(0).getIdentifierFirstRep().getValue();

        Bundle answer =
                submit(Translated.about(patient).order("CA", placer).bare().bundle());
        Bundle again =
                submit(Translated.about(patient).order("CA", placer).bare().bundle());

        assertThat(statuses(answer)).containsExactly("200", "200", "201");
        assertThat(statuses(again)).containsExactly("200", "200", "200");
        assertThat(((MedicationRequest) answer.getEntry().get(1).getResource()).getStatus())
                .isEqualTo(MedicationRequestStatus.CANCELLED);
        assertThat(step(code)).isEqualTo("cancelled");
        assertThat(events(code)).containsExactly("bag-ordered", "bag-cancelled");
    }

    @Test
    void anOrderThatNobodyKnowsCannotBeCancelled() {
        Bundle answer = submit(
                Translated.about(patient).order("CA", "unknown" + run).bare().bundle());

        assertThat(statuses(answer)).containsExactly("201", "404", "201");
        assertThat(issue(answer, 1)).isEqualTo("unknown-key");
    }

    @Test
    void aChangedOrderGetsANewBagAndAVoidLabel() {
        MedicationRequest line = (MedicationRequest) submit(Translated.about(patient)
                        .order("NW", placer)
                        .carboplatin()
                        .bundle())
                .getEntry()
                .get(1)
                .getResource();
        String old = bagsOf(line).get(0).getIdentifierFirstRep().getValue();

        Bundle answer = submit(Translated.about(patient)
                .order("XO", placer)
                .drug("CARBO150", 400, "mg")
                .base("NS250", 250)
                .additive("CARBO150", 400, "mg")
                .bundle());

        assertThat(statuses(answer)).containsExactly("200", "200", "201");
        assertThat(step(old)).isEqualTo("void");
        MedicationRequest bag = bagsOf(line).stream()
                .filter(one -> one.getStatus() == MedicationRequestStatus.ACTIVE)
                .findFirst()
                .orElseThrow();
        assertThat(((Medication) bag.getContained().get(0))
                        .getIngredient()
                        .get(1)
                        .getStrength()
                        .getNumerator()
                        .getValue())
                .isEqualByComparingTo("400");
        assertThat(events(old)).containsExactly("bag-ordered", "bag-cancelled");
    }

    @Test
    void onHoldAndOnAgain() {
        submit(Translated.about(patient).order("NW", placer).carboplatin().bundle());

        Bundle held =
                submit(Translated.about(patient).order("HD", placer).bare().bundle());
        Bundle released =
                submit(Translated.about(patient).order("RL", placer).bare().bundle());

        assertThat(((MedicationRequest) held.getEntry().get(1).getResource()).getStatus())
                .isEqualTo(MedicationRequestStatus.ONHOLD);
        assertThat(((MedicationRequest) released.getEntry().get(1).getResource()).getStatus())
                .isEqualTo(MedicationRequestStatus.DRAFT);
    }
}
