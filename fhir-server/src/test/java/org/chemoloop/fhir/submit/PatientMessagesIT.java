package org.chemoloop.fhir.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.chemoloop.fhir.FhirCaller;
import org.chemoloop.fhir.loop.WristbandCode;
import org.chemoloop.fhir.order.Terms;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

/** What messages say of patients, their visits, wristbands and appointments. */
class PatientMessagesIT extends MessagesOfAHis {

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
    void eightWritersOfOneNewPatientByMessageAndByRequestLeaveOnePatient() throws Exception {
        ExecutorService lines = Executors.newFixedThreadPool(8);
        FhirCaller.Caller his = fhir.as("his");
        FhirCaller.Caller insisting = his.with("X-Retry-On-Version-Conflict", "retry; max-retries=10");
        for (int round = 0; round < 5; round++) {
            String number = patient + "-" + round;
            Patient said = new Patient();
            said.addIdentifier().setSystem(Terms.OUTPATIENT_NUMBER).setValue(number);
            String condition = "identifier=" + Terms.OUTPATIENT_NUMBER + "|" + number;
            Callable<Integer> message = () -> his.post(
                            "$submit",
                            Translated.about(number)
                                    .order("NW", number)
                                    .carboplatin()
                                    .bundle())
                    .status();
            Callable<Integer> create = () -> insisting
                    .with("If-None-Exist", condition)
                    .post("Patient", said)
                    .status();
            Callable<Integer> update =
                    () -> insisting.put("Patient?" + condition, said).status();
            Callable<Integer> plain = () -> his.post("Patient", said).status();

            List<Integer> answers = new ArrayList<>();
            for (var answer :
                    lines.invokeAll(List.of(message, create, update, plain, message, create, update, plain))) {
                answers.add(answer.get());
            }

            assertThat(List.of(answers.get(0), answers.get(1), answers.get(2)))
                    .as("%s", answers)
                    .allMatch(status -> status == 200 || status == 201);
            assertThat(List.of(answers.get(3), answers.get(7)))
                    .as("%s", answers)
                    .allMatch(status -> status == 201 || status == 409);
            assertThat(search(Patient.class, "Patient?" + condition)).hasSize(1);
        }
        lines.shutdown();
    }

    @Test
    void aSecondRecordWithAKnownNumberIsRefused() {
        submit(Translated.about(patient).bundle());
        Patient other = new Patient();
        other.addIdentifier().setSystem(Terms.OUTPATIENT_NUMBER).setValue(patient);

        assertThat(fhir.as("his").post("Patient", other).status()).isEqualTo(409);

        other.getIdentifierFirstRep().setValue(patient + "-other");
        var created = fhir.as("his").post("Patient", other);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        Patient taking = created.resource(Patient.class);
        taking.addIdentifier().setSystem(Terms.OUTPATIENT_NUMBER).setValue(patient);
        assertThat(fhir.as("his")
                        .put("Patient/" + taking.getIdElement().getIdPart(), taking)
                        .status())
                .isEqualTo(409);
        assertThat(search(Patient.class, "Patient?identifier=" + Terms.OUTPATIENT_NUMBER + "|" + patient))
                .hasSize(1);
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

    /** Two that are good could lead the bags of one person to two chairs. */
    @Test
    void ofTheWristbandsOfTwoRecordsThatBecomeOneThatOfTheStayingRecordIsGood() {
        String old = "OLD" + run;
        submit(Translated.about(old).visit("V" + run, EncounterStatus.ARRIVED).bundle());
        submit(Translated.about(patient)
                .visit("W" + run, EncounterStatus.ARRIVED)
                .bundle());
        String given = wristbands(old).get(0);
        String stays = wristbands(patient).get(0);

        submit(Translated.about(patient).givesUp(old).bundle());

        Patient one = search(Patient.class, "Patient?identifier=" + Terms.OUTPATIENT_NUMBER + "|" + patient)
                .get(0);
        assertThat(one.getIdentifier())
                .filteredOn(identifier -> Terms.WRISTBAND.equals(identifier.getSystem()))
                .extracting(Identifier::getValue, identifier -> identifier.getUse() == IdentifierUse.OLD)
                .containsExactlyInAnyOrder(tuple(given, true), tuple(stays, false));
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

    private List<String> wristbands(String number) {
        return search(Patient.class, "Patient?identifier=" + Terms.OUTPATIENT_NUMBER + "|" + number).stream()
                .flatMap(found -> found.getIdentifier().stream())
                .filter(identifier -> Terms.WRISTBAND.equals(identifier.getSystem()))
                .map(Identifier::getValue)
                .toList();
    }
}
