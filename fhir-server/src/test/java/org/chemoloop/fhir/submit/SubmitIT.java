package org.chemoloop.fhir.submit;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.chemoloop.fhir.FhirCaller;
import org.chemoloop.fhir.FhirServerTest;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.WristbandCode;
import org.chemoloop.fhir.order.Terms;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@FhirServerTest
class SubmitIT {

    @Autowired
    FhirCaller fhir;

    @Autowired
    JdbcTemplate jdbc;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String patient = "M" + run;
    private final String placer = "P" + run;

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

    @Test
    void eightMessagesOfOneNewPatientAtOnceLeaveOnePatient() throws Exception {
        ExecutorService lines = Executors.newFixedThreadPool(8);
        for (int round = 0; round < 5; round++) {
            String number = patient + "-" + round;
            List<Callable<Bundle>> messages = IntStream.range(0, 8)
                    .<Callable<Bundle>>mapToObj(i -> () -> submit(Translated.about(number)
                            .visit("V" + number, EncounterStatus.UNKNOWN)
                            .order("NW", number + i)
                            .carboplatin()
                            .bundle()))
                    .toList();
            for (var answer : lines.invokeAll(messages)) {
                assertThat(statuses(answer.get())).allMatch(status -> status.startsWith("2"));
            }
            assertThat(search(Patient.class, "Patient?identifier=" + Terms.OUTPATIENT_NUMBER + "|" + number))
                    .hasSize(1);
            assertThat(search(Encounter.class, "Encounter?identifier=" + Terms.VISIT_NUMBER + "|V" + number))
                    .hasSize(1);
        }
        lines.shutdown();
    }

    @Test
    void theArrivalMintsOneWristband() {
        submit(Translated.about(patient)
                .visit("V" + run, EncounterStatus.ARRIVED)
                .bundle());
        submit(Translated.about(patient)
                .visit("V" + run, EncounterStatus.ARRIVED)
                .bundle());
        submit(Translated.about(patient)
                .visit("V" + run, EncounterStatus.UNKNOWN)
                .bundle());

        assertThat(wristbands(patient))
                .hasSize(1)
                .allSatisfy(code -> assertThat(WristbandCode.parse(code)).isPresent());
        assertThat(search(Encounter.class, "Encounter?identifier=" + Terms.VISIT_NUMBER + "|V" + run)
                        .get(0)
                        .getStatus())
                .isEqualTo(EncounterStatus.ARRIVED);
    }

    @Test
    void whatAMessageLeavesOutStays() {
        submit(Translated.about(patient).bundle());
        Translated sparse = Translated.about(patient);
        sparse.patient().getName().clear();
        sparse.patient().setGender(null);
        sparse.patient().addIdentifier().setSystem(Terms.sid("resident-id")).setValue("R" + run);
        submit(sparse.bundle());

        Patient stored = search(Patient.class, "Patient?identifier=" + Terms.sid("resident-id") + "|R" + run)
                .get(0);
        assertThat(stored.getNameFirstRep().getText()).isEqualTo("测试甲");
        assertThat(stored.hasGender()).isTrue();
        assertThat(stored.getIdentifier()).hasSize(2);
    }

    @Test
    void twoRecordsOfOnePersonBecomeOne() {
        String old = "OLD" + run;
        MedicationRequest line = (MedicationRequest) submit(Translated.about(old)
                        .visit("V" + run, EncounterStatus.ARRIVED)
                        .order("NW", placer)
                        .carboplatin()
                        .bundle())
                .getEntry()
                .get(2)
                .getResource();
        String wristband = wristbands(old).get(0);
        String code = bagsOf(line).get(0).getIdentifierFirstRep().getValue();

        Bundle answer = submit(Translated.about(patient).givesUp(old).bundle());
        Bundle again = submit(Translated.about(patient).givesUp(old).bundle());

        assertThat(statuses(answer)).containsExactly("201", "200", "201");
        assertThat(statuses(again)).containsExactly("200", "200", "200");
        Patient staying = search(Patient.class, "Patient?identifier=" + Terms.OUTPATIENT_NUMBER + "|" + patient)
                .get(0);
        String stays = staying.getIdElement().toUnqualifiedVersionless().getValue();
        assertThat(wristbands(patient)).containsExactly(wristband);
        Patient retired =
                fhir.as("engineer1").get(line.getSubject().getReference()).resource(Patient.class);
        assertThat(retired.getActive()).isFalse();
        assertThat(retired.getLinkFirstRep().getOther().getReference()).isEqualTo(stays);
        Task task = fhir.as("engineer1").get("Task/bag-" + code).resource(Task.class);
        assertThat(task.getFor().getReference()).isEqualTo(stays);
        // A message that still uses the old number is about the one who stays.
        Bundle later = submit(Translated.about(old).order("CA", placer).bare().bundle());
        assertThat(later.getEntryFirstRep().getResponse().getLocation()).isEqualTo(stays);
        assertThat(step(code)).isEqualTo("cancelled");
    }

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

    @Test
    void whatAMessageTakesBackIsForgotten() {
        Translated first = Translated.about(patient);
        first.patient().addAddress().setText("示范路 8 号");
        first.patient().addTelecom().setValue("13800000002");
        first.patient().addExtension(Terms.BASE + "StructureDefinition/deleted", new CodeType("photo"));
        first.patient().addIdentifier().setSystem(Terms.sid("resident-id")).setValue("R" + run);
        submit(first.bundle());
        Translated second = Translated.about(patient);
        second.patient().addExtension(Terms.BASE + "StructureDefinition/deleted", new CodeType("address"));
        submit(second.bundle());

        Patient known = search(Patient.class, "Patient?identifier=" + Terms.sid("resident-id") + "|R" + run)
                .get(0);
        assertThat(known.hasAddress()).isFalse();
        assertThat(known.getTelecomFirstRep().getValue()).isEqualTo("13800000002");
        assertThat(known.hasExtension()).isFalse();
    }

    @Test
    void theSeatThatIsTakenStaysTakenAndTheAppointmentStandsWithoutOne() {
        Instant start = Instant.now().plusSeconds(600);
        submit(Translated.about(patient)
                .appointment("A" + run, "S" + run, start)
                .bundle());

        Bundle second = submit(Translated.about(patient + "x")
                .appointment("B" + run, "S" + run, start.plusSeconds(600))
                .bundle());

        assertThat(statuses(second)).containsExactly("201", "201", "201");
        assertThat(issue(second, 1)).isEqualTo("seat-taken");
        assertThat(appointment("A" + run).getParticipant().get(1).getStatus()).isEqualTo(ParticipationStatus.ACCEPTED);
        Appointment without = appointment("B" + run);
        assertThat(without.getStatus()).isEqualTo(AppointmentStatus.BOOKED);
        assertThat(without.getParticipant().get(1).getStatus()).isEqualTo(ParticipationStatus.DECLINED);
    }

    @Test
    void theArrivalKeepsTheAppointmentOfTheDay() {
        submit(Translated.about(patient)
                .appointment("A" + run, "T" + run, Instant.now().plusSeconds(600))
                .bundle());
        submit(Translated.about(patient)
                .visit("V" + run, EncounterStatus.ARRIVED)
                .bundle());

        assertThat(appointment("A" + run).getStatus()).isEqualTo(AppointmentStatus.ARRIVED);
    }

    private Appointment appointment(String number) {
        return search(Appointment.class, "Appointment?identifier=" + Terms.sid("appointment") + "|" + number)
                .get(0);
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

    private Bundle submit(Bundle message) {
        var answer = fhir.as("routes").post("$submit", message);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.resource(Bundle.class);
    }

    private static List<String> statuses(Bundle answer) {
        return answer.getEntry().stream()
                .map(entry -> entry.getResponse().getStatus().substring(0, 3))
                .toList();
    }

    private static String issue(Bundle answer, int entry) {
        OperationOutcome outcome =
                (OperationOutcome) answer.getEntry().get(entry).getResponse().getOutcome();
        return outcome.getIssueFirstRep().getDetails().getCodingFirstRep().getCode();
    }

    private List<MedicationRequest> bagsOf(MedicationRequest line) {
        String literal = line.getIdElement().toUnqualifiedVersionless().getValue();
        return search(
                        MedicationRequest.class,
                        "MedicationRequest?intent=instance-order&subject="
                                + line.getSubject().getReference())
                .stream()
                .filter(bag -> bag.getStatus() != MedicationRequestStatus.CANCELLED)
                .filter(bag -> bag.getBasedOn().stream()
                        .anyMatch(basis -> basis.getReference().equals(literal)))
                .toList();
    }

    private static List<String> drugs(MedicationRequest bag) {
        return ((Medication) bag.getContained().get(0))
                .getIngredient().stream()
                        .map(ingredient -> ingredient
                                .getItemCodeableConcept()
                                .getCodingFirstRep()
                                .getCode())
                        .toList();
    }

    private String step(String code) {
        return fhir.as("engineer1")
                .get("Task/bag-" + code)
                .resource(Task.class)
                .getBusinessStatus()
                .getCodingFirstRep()
                .getCode();
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

    private List<String> wristbands(String number) {
        return search(Patient.class, "Patient?identifier=" + Terms.OUTPATIENT_NUMBER + "|" + number).stream()
                .flatMap(found -> found.getIdentifier().stream())
                .filter(identifier -> Terms.WRISTBAND.equals(identifier.getSystem()))
                .map(Identifier::getValue)
                .toList();
    }

    private List<String> events(String code) {
        return jdbc.queryForList(
                "select event from loop.outbox where payload like ? order by sequence",
                String.class,
                "%\"focus\":[{\"reference\":\"MedicationRequest/bag-" + code + "\"}]%");
    }

    private <T extends Resource> List<T> search(Class<T> type, String query) {
        Bundle found = fhir.as("engineer1").get(query + "&_count=200").resource(Bundle.class);
        List<T> resources = new ArrayList<>();
        for (BundleEntryComponent entry : found.getEntry()) {
            resources.add(type.cast(entry.getResource()));
        }
        return resources;
    }
}
