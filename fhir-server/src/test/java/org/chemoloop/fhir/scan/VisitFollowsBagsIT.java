package org.chemoloop.fhir.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.chemoloop.fhir.FhirCaller.Answer;
import org.chemoloop.fhir.order.Terms;
import org.chemoloop.fhir.scan.Ward.Here;
import org.chemoloop.fhir.scan.Ward.Ordered;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

/** A visit and its appointment go along with the bags: nobody has to say twice what a scan has said. */
class VisitFollowsBagsIT extends OnTheWard {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void whoseInfusionStartsHasKeptTheAppointmentOfToday() {
        Ordered bag = devices.received(ward.bag(ward.patient(EncounterStatus.ARRIVED), "NS250", "DEX5"));
        Instant soon = Instant.now().plus(Duration.ofMinutes(10));
        String today = booked(bag.patient(), "31", soon);
        String nextWeek = booked(bag.patient(), "31", soon.plus(Duration.ofDays(7)));
        String anothers = booked(ward.patient(), "32", soon);

        devices.startAlone("nurse1", bag.code(), bag.wristband());

        assertThat(appointment(today).getStatus()).isEqualTo(AppointmentStatus.FULFILLED);
        assertThat(appointment(nextWeek).getStatus()).isEqualTo(AppointmentStatus.BOOKED);
        assertThat(appointment(anothers).getStatus()).isEqualTo(AppointmentStatus.BOOKED);
        assertThat(visit(bag).getStatus()).isEqualTo(EncounterStatus.INPROGRESS);
    }

    @Test
    void whenTheLastBagHasRunTheSeatIsFreeForTheNext() {
        Here patient = ward.patient(EncounterStatus.ARRIVED);
        Ordered first = devices.received(ward.bag(patient, "NS250", "DEX5"));
        Ordered last = devices.received(ward.bag(patient, "NS250"));
        booked(patient, "33", Instant.now().minus(HOUR.dividedBy(2)));
        Instant next = Instant.now().plus(Duration.ofMinutes(2));
        devices.startAlone("nurse1", first.code(), first.wristband());
        devices.go("nurse1", first, MedicationAdministrationStatus.COMPLETED);
        devices.startAlone("nurse1", last.code(), last.wristband());

        Here waiting = ward.patient();
        assertThat(book(waiting, "33", next).status()).as("one bag still runs").isEqualTo(422);
        assertThat(visit(last).getStatus()).isEqualTo(EncounterStatus.INPROGRESS);

        devices.go("nurse1", last, MedicationAdministrationStatus.COMPLETED);

        assertThat(visit(last).getStatus()).isEqualTo(EncounterStatus.FINISHED);
        Answer seated = book(waiting, "33", next);
        assertThat(seated.status()).as(seated.body()).isEqualTo(201);
    }

    private String booked(Here patient, String seat, Instant start) {
        Answer answer = book(patient, seat, start);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.resource(Appointment.class).getIdElement().getIdPart();
    }

    private Answer book(Here patient, String seat, Instant start) {
        Appointment appointment = new Appointment();
        appointment
                .addIdentifier()
                .setSystem(Terms.sid("appointment"))
                .setValue("V" + UUID.randomUUID().toString().substring(0, 8));
        appointment.setStatus(AppointmentStatus.BOOKED);
        appointment.setStart(Date.from(start)).setEnd(Date.from(start.plus(HOUR)));
        appointment
                .addParticipant()
                .setStatus(ParticipationStatus.ACCEPTED)
                .setActor(new Reference("Patient/" + patient.id()));
        appointment
                .addParticipant()
                .setStatus(ParticipationStatus.ACCEPTED)
                .getActor()
                .setIdentifier(new Identifier().setSystem(Terms.sid("seat")).setValue(seat));
        return fhir.as("nurse1").post("Appointment", appointment);
    }

    private Appointment appointment(String id) {
        return fhir.as("nurse1").get("Appointment/" + id).resource(Appointment.class);
    }

    private Encounter visit(Ordered bag) {
        return fhir.as("nurse1").get("Encounter/" + bag.patient().visit()).resource(Encounter.class);
    }
}
