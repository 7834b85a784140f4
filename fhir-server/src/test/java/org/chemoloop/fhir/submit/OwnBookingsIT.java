package org.chemoloop.fhir.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chemoloop.fhir.FhirCaller;
import org.chemoloop.fhir.FhirCaller.Answer;
import org.chemoloop.fhir.FhirServerTest;
import org.chemoloop.fhir.loop.rule.Proves;
import org.chemoloop.fhir.order.Terms;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the day centre books itself, and what the HIS hears of it. */
@FhirServerTest
class OwnBookingsIT {

    private static final Duration HOUR = Duration.ofHours(1);

    @Autowired
    FhirCaller fhir;

    @Autowired
    JdbcTemplate jdbc;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String seat = "S" + run;
    private final Instant start =
            Instant.parse("2030-01-01T00:00:00Z").plus(Duration.ofDays(Math.floorMod(run.hashCode(), 20_000)));
    private String patient = "";

    @BeforeEach
    void somebodyIsTreatedHere() {
        patient = fhir.as("nurse1")
                .get("MedicationRequest/bag-" + PlacedOrder.place(fhir))
                .resource(MedicationRequest.class)
                .getSubject()
                .getReferenceElement()
                .getIdPart();
    }

    @Test
    void aBookingHasANumberAndASession() {
        Appointment booked = stored(book());

        assertThat(number(booked)).startsWith("CL");
        ServiceRequest session = fhir.as("nurse1")
                .get(booked.getBasedOnFirstRep().getReference())
                .resource(ServiceRequest.class);
        assertThat(session.getStatus()).isEqualTo(ServiceRequestStatus.ACTIVE);
        assertThat(session.getSubject().getReference()).isEqualTo("Patient/" + patient);
        assertThat(session.getOccurrencePeriod().getStart()).isEqualTo(Date.from(start));
    }

    @Test
    void theHisHearsOfABookingAMoveAndACancellationAndOfNothingElse() {
        String id = idOf(book());
        Appointment noted = stored(id).setComment("家属陪同");
        put(noted);
        Appointment later = stored(id);
        later.setStart(Date.from(start.plus(HOUR))).setEnd(Date.from(start.plus(HOUR.multipliedBy(2))));
        put(later);
        put(stored(id).setStatus(AppointmentStatus.ARRIVED));
        put(stored(id).setStatus(AppointmentStatus.CANCELLED));

        assertThat(announced()).containsExactly("appointment-booked", "appointment-moved", "appointment-cancelled");
    }

    @Test
    void aMoveKeepsTheNumberThatADeviceLeavesOut() {
        String id = idOf(book());
        String number = number(stored(id));
        Appointment moved = appointment("T" + run);
        moved.setId("Appointment/" + id);

        put(moved);

        assertThat(number(stored(id))).isEqualTo(number);
        assertThat(announced()).containsExactly("appointment-booked", "appointment-moved");
    }

    @Test
    void whoBooksByAWristbandBooksForItsPatient() {
        String wristband = fhir.as("nurse1").get("Patient/" + patient).resource(Patient.class).getIdentifier().stream()
                .filter(identifier -> Terms.WRISTBAND.equals(identifier.getSystem()))
                .map(Identifier::getValue)
                .findFirst()
                .orElseThrow();
        Appointment scanned = appointment(seat);
        scanned.getParticipantFirstRep()
                .setActor(new Reference()
                        .setIdentifier(
                                new Identifier().setSystem(Terms.WRISTBAND).setValue(wristband)));

        Appointment booked = stored(fhir.as("nurse1").post("Appointment", scanned));

        assertThat(booked.getParticipantFirstRep().getActor().getReference()).isEqualTo("Patient/" + patient);
        assertThat(announced()).containsExactly("appointment-booked");
    }

    @Test
    void aBookingInsideATransactionIsAnnouncedToo() {
        Bundle transaction = new Bundle();
        transaction.setType(BundleType.TRANSACTION);
        transaction
                .addEntry()
                .setResource(appointment(seat))
                .getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl("Appointment");

        Answer answer = fhir.as("nurse1").post("", transaction);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(announced()).containsExactly("appointment-booked");
    }

    @Test
    void aRefusedBookingIsNotAnnounced() {
        book();

        assertThat(book().status()).isEqualTo(422);

        assertThat(announced()).containsExactly("appointment-booked");
    }

    @Test
    void whatTheHisWritesItselfItDoesNotHearAgain() {
        assertThat(fhir.as("his").post("Appointment", appointment(seat)).status())
                .isEqualTo(201);

        assertThat(announced()).isEmpty();
    }

    @Test
    void anAppointmentStaysItsPatients() {
        String id = idOf(book());
        String another = fhir.as("nurse1")
                .get("MedicationRequest/bag-" + PlacedOrder.place(fhir))
                .resource(MedicationRequest.class)
                .getSubject()
                .getReference();

        Appointment theirs = stored(id);
        theirs.getParticipantFirstRep().setActor(new Reference(another));
        Answer moved = fhir.as("nurse1").put("Appointment/" + id, theirs);
        Answer patched = fhir.as("nurse1")
                .with("Content-Type", "application/json-patch+json")
                .send(
                        "PATCH",
                        "Appointment/" + id,
                        "[{\"op\":\"replace\",\"path\":\"/participant/0/actor/reference\",\"value\":\"" + another
                                + "\"}]");
        Appointment nobodys = stored(id);
        nobodys.getParticipant().remove(0);
        Answer lost = fhir.as("nurse1").put("Appointment/" + id, nobodys);
        Appointment byNumber = stored(id).setComment("电话确认");
        byNumber.getParticipantFirstRep().setActor(new Reference().setIdentifier(outpatient()));

        assertThat(List.of(moved, patched, lost))
                .allSatisfy(answer -> assertThat(answer.body()).contains("wrong-patient"));
        put(byNumber);
        assertThat(stored(id).getParticipantFirstRep().getActor().getReference())
                .isEqualTo("Patient/" + patient);
    }

    @Test
    @Proves("A2")
    void whoBooksMoreThanTheNursesSetUpSaysWhy() {
        book("39", "");

        Answer crowded = book("42", "");

        assertThat(crowded.status()).as(crowded.body()).isEqualTo(422);
        assertThat(crowded.body()).contains("nurses-busy", "overridable");
        Appointment booked = stored(book("42", "加派一名护士"));
        assertThat(booked.hasExtension(Terms.extension("override"))).isFalse();
        assertThat(fhir.as("nurse1")
                        .get("DetectedIssue?patient=Patient/" + patient)
                        .body())
                .contains("加派一名护士", "safety-rule/A2", number(booked));
        Bundle trail = fhir.as("engineer1")
                .get("Provenance?target=Appointment/" + booked.getIdElement().getIdPart())
                .resource(Bundle.class);
        assertThat(trail.getEntry()).singleElement().satisfies(entry -> {
            Provenance kept = (Provenance) entry.getResource();
            assertThat(kept.getReasonFirstRep().getText()).isEqualTo("加派一名护士");
            assertThat(kept.getReasonFirstRep().getCodingFirstRep().getCode()).isEqualTo("nurses-busy");
            assertThat(kept.getAgentFirstRep().getWho().getReference()).endsWith("nurse1");
        });
        assertThat(booked.hasExtension(Terms.NOT_CHECKED)).isFalse();
        Appointment elsewhere = stored(book("1", ""));
        assertThat(elsewhere.getExtensionString(Terms.NOT_CHECKED))
                .as("nobody says how many nurses are in the hall")
                .isEqualTo("A2");
    }

    @Test
    @Proves("A2")
    void ofFourWhoBookAnAreaAtOnceItsOneNurseSetsUpOne() throws Exception {
        ExecutorService desks = Executors.newFixedThreadPool(4);
        List<Callable<Integer>> bookings = List.of("39", "40", "41", "42").stream()
                .map(number -> (Callable<Integer>) () -> book(number, "").status())
                .toList();
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> status : desks.invokeAll(bookings)) {
            statuses.add(status.get());
        }
        desks.shutdown();

        assertThat(statuses).containsExactlyInAnyOrder(201, 422, 422, 422);
    }

    @Test
    void whatTheHisBooksTooManyIsTakenAndPutOnRecord() {
        book("40", "");

        Answer answer = fhir.as("routes")
                .post(
                        "$submit",
                        Translated.about(outpatient().getValue())
                                .appointment("H" + run, "41", start.plusSeconds(600))
                                .bundle());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("nurses-busy");
        assertThat(fhir.as("nurse1")
                        .get("DetectedIssue?patient=Patient/" + patient)
                        .body())
                .contains("safety-rule/A2", "H" + run);
        assertThat(fhir.as("manager1").get("Patient/" + patient + "/$timeline").body())
                .contains("护士");
    }

    private Answer book(String number, String reason) {
        Appointment appointment = appointment(number);
        if (!reason.isEmpty()) {
            Extension override = appointment.addExtension().setUrl(Terms.extension("override"));
            override.addExtension("rule", new CodeType("nurses-busy"));
            override.addExtension("reason", new StringType(reason));
        }
        return fhir.as("nurse1").post("Appointment", appointment);
    }

    /** The HIS answers our booking by one of its own about the same appointment. */
    @Test
    void theHisMovesWhatWasBookedHereAndThereIsStillOneAppointment() {
        String id = idOf(book());
        String number = number(stored(id));
        String outpatient = outpatient().getValue();

        Answer answer = fhir.as("routes")
                .post(
                        "$submit",
                        Translated.about(outpatient)
                                .appointment(number, seat, start.plus(HOUR))
                                .bundle());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        Bundle found = fhir.as("nurse1")
                .get("Appointment?identifier=" + Terms.APPOINTMENT + "|" + number)
                .resource(Bundle.class);
        assertThat(found.getEntry()).hasSize(1);
        assertThat(stored(id).getStart()).isEqualTo(Date.from(start.plus(HOUR)));
        assertThat(announced()).containsExactly("appointment-booked");
    }

    private Identifier outpatient() {
        return Terms.identifier(
                        fhir.as("nurse1")
                                .get("Patient/" + patient)
                                .resource(Patient.class)
                                .getIdentifier(),
                        Terms.OUTPATIENT_NUMBER)
                .orElseThrow();
    }

    private Answer book() {
        return fhir.as("nurse1").post("Appointment", appointment(seat));
    }

    private void put(Appointment appointment) {
        Answer answer = fhir.as("nurse1")
                .put("Appointment/" + appointment.getIdElement().getIdPart(), appointment);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private Appointment stored(Answer booked) {
        return stored(idOf(booked));
    }

    private Appointment stored(String id) {
        return fhir.as("nurse1").get("Appointment/" + id).resource(Appointment.class);
    }

    private static String idOf(Answer booked) {
        assertThat(booked.status()).as(booked.body()).isEqualTo(201);
        return booked.resource(Appointment.class).getIdElement().getIdPart();
    }

    private static String number(Appointment appointment) {
        return Terms.identifier(appointment.getIdentifier(), Terms.APPOINTMENT)
                .orElseThrow()
                .getValue();
    }

    private List<String> announced() {
        return jdbc.queryForList(
                "select event from loop.outbox where patient = ? and event like 'appointment%' order by sequence",
                String.class, patient);
    }

    private Appointment appointment(String seat) {
        Appointment appointment = new Appointment();
        appointment.setStatus(AppointmentStatus.BOOKED);
        appointment.setStart(Date.from(start)).setEnd(Date.from(start.plus(HOUR)));
        appointment
                .addParticipant()
                .setStatus(ParticipationStatus.ACCEPTED)
                .setActor(new Reference("Patient/" + patient));
        appointment
                .addParticipant()
                .setStatus(ParticipationStatus.ACCEPTED)
                .getActor()
                .setIdentifier(new Identifier().setSystem(Terms.sid("seat")).setValue(seat));
        return appointment;
    }
}
