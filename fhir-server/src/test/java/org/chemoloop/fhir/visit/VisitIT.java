package org.chemoloop.fhir.visit;

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
import org.chemoloop.fhir.submit.PlacedOrder;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Slot;
import org.hl7.fhir.r4.model.Slot.SlotStatus;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Seats, wristbands, and what has to be looked after before and after a visit. */
@FhirServerTest
class VisitIT {

    private static final Duration HOUR = Duration.ofHours(1);

    @Autowired
    FhirCaller fhir;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    // Each test has a day of its own, far from what other tests book.
    private final Instant day =
            Instant.parse("2030-01-01T00:00:00Z").plus(Duration.ofDays(Math.floorMod(run.hashCode(), 20_000)));

    @Test
    @Proves("A1")
    void twoAppointmentsNeverHoldOneSeatAtOneTime() {
        String bag = PlacedOrder.place(fhir);
        assertThat(book("1", "7", day, patientOf(bag)).status()).isEqualTo(201);

        Answer second = book("2", "7", day.plus(HOUR.dividedBy(2)), patientOf(bag));

        assertThat(second.status()).as(second.body()).isEqualTo(422);
        assertThat(issue(second)).isEqualTo("seat-taken");
        assertThat(book("2", "8", day.plus(HOUR.dividedBy(2)), patientOf(bag)).status())
                .isEqualTo(201);
        assertThat(book("3", "7", day.plus(HOUR), patientOf(bag)).status()).isEqualTo(201);
    }

    @Test
    @Proves("A1")
    void ofEightWhoBookOneSeatAtOnceOneHasIt() throws Exception {
        String patient = patientOf(PlacedOrder.place(fhir));
        ExecutorService desks = Executors.newFixedThreadPool(8);
        List<Callable<Integer>> bookings = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String number = "race" + i;
            Instant start = day.plus(Duration.ofMinutes(5L * i));
            bookings.add(() -> book(number, "9", start, patient).status());
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> status : desks.invokeAll(bookings)) {
            statuses.add(status.get());
        }
        desks.shutdown();

        assertThat(statuses).containsOnlyOnce(201);
        assertThat(statuses).filteredOn(status -> status == 422).hasSize(7);
    }

    @Test
    void aCancelledAppointmentGivesItsSeatBack() {
        String patient = patientOf(PlacedOrder.place(fhir));
        String id = idOf(book("1", "10", day, patient));
        assertThat(slot(id).getStatus()).isEqualTo(SlotStatus.BUSY);

        Appointment cancelled = appointment("1", "10", day, patient).setStatus(AppointmentStatus.CANCELLED);
        cancelled.setId("Appointment/" + id);
        assertThat(fhir.as("nurse1").put("Appointment/" + id, cancelled).status())
                .isEqualTo(200);

        assertThat(slot(id).getStatus()).isEqualTo(SlotStatus.FREE);
        assertThat(book("2", "10", day, patient).status()).isEqualTo(201);
    }

    @Test
    @Proves("A4")
    void aSeatOutOfServiceIsNotBooked() {
        String patient = patientOf(PlacedOrder.place(fhir));
        assertThat(seat("41", "out-of-service").status()).isEqualTo(200);

        Answer refused = book("1", "41", day, patient);
        seat("41", "free");

        assertThat(issue(refused)).isEqualTo("seat-taken");
        assertThat(book("1", "41", day, patient).status()).isEqualTo(201);
    }

    @Test
    void aSeatThatIsClosedLaterHoldsNobodyUpWhoHasItAlready() {
        String patient = patientOf(PlacedOrder.place(fhir));
        String id = idOf(book("1", "40", day, patient));
        seat("40", "out-of-service");

        Appointment arrived = appointment("1", "40", day, patient).setStatus(AppointmentStatus.ARRIVED);
        arrived.setId("Appointment/" + id);
        Answer answer = fhir.as("nurse1").put("Appointment/" + id, arrived);
        seat("40", "free");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void aMovedSeatMakesTheLabelsOfTheDayStale() {
        String bag = PlacedOrder.place(fhir);
        String patient = patientOf(bag);
        String id = idOf(book("1", "11", day, patient));

        Appointment moved = appointment("1", "12", day, patient);
        moved.setId("Appointment/" + id);
        Answer answer = fhir.as("nurse1").put("Appointment/" + id, moved);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        MedicationRequest order =
                fhir.as("nurse1").get("MedicationRequest/bag-" + bag).resource(MedicationRequest.class);
        assertThat(order.getExtensionByUrl(Terms.extension("stale-label"))
                        .getValue()
                        .primitiveValue())
                .isEqualTo("座位 11 → 12");
    }

    @Test
    void aLabelThatIsPrintedAgainIsStaleNoMore() {
        String bag = PlacedOrder.place(fhir);
        String id = idOf(book("1", "14", day, patientOf(bag)));
        Appointment moved = appointment("1", "15", day, patientOf(bag));
        moved.setId("Appointment/" + id);
        fhir.as("nurse1").put("Appointment/" + id, moved);
        assertThat(isStale(bag)).isTrue();

        Provenance print = new Provenance();
        print.setId("Provenance/print-" + UUID.randomUUID());
        print.addTarget(new Reference("MedicationRequest/bag-" + bag));
        print.setRecorded(new Date());
        print.addAgent()
                .setWho(new Reference()
                        .setIdentifier(
                                new Identifier().setSystem(Terms.sid("user")).setValue("nurse1")));
        Answer recorded = fhir.as("label").put(print.getId(), print);

        assertThat(recorded.status()).as(recorded.body()).isEqualTo(201);
        assertThat(isStale(bag)).isFalse();
    }

    private boolean isStale(String bag) {
        return fhir.as("nurse1")
                .get("MedicationRequest/bag-" + bag)
                .resource(MedicationRequest.class)
                .hasExtension(Terms.extension("stale-label"));
    }

    @Test
    void theSeatOfWhoGoesHomeIsCleanedBeforeTheNext() {
        String bag = PlacedOrder.place(fhir);
        book("1", "16", Instant.now().minus(HOUR.dividedBy(2)), patientOf(bag));
        Task task = fhir.as("nurse1").get("Task/bag-" + bag).resource(Task.class);

        Answer gone = fhir.as("nurse1").post(task.getEncounter().getReference() + "/$discharge", new Parameters());

        assertThat(gone.status()).as(gone.body()).isEqualTo(200);
        Bundle seats = fhir.as("nurse1")
                .get("Location?identifier=" + Terms.sid("seat") + "|16")
                .resource(Bundle.class);
        assertThat(((Location) seats.getEntryFirstRep().getResource())
                        .getOperationalStatus()
                        .getCode())
                .isEqualTo("cleaning");
        seat("16", "free");
    }

    @Test
    void aReplacedWristbandIsNoGoodAnyMore() {
        String patient = patientOf(PlacedOrder.place(fhir));
        String old = wristband(patient);

        Answer answer =
                fhir.as("nurse1").post("Patient/" + patient + "/$replace-wristband", parameters("reason", "掉落"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        String fresh = answer.resource(Parameters.class)
                .getParameter("wristband")
                .getValue()
                .primitiveValue();
        assertThat(fresh).isEqualTo(wristband(patient)).isNotEqualTo(old);
        assertThat(fhir.as("nurse1")
                        .post("Patient/" + patient + "/$replace-wristband", new Parameters())
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Proves("A6")
    void whoDoesNotComeIsListedWithTheBagsToCallBack() {
        String bag = PlacedOrder.place(fhir);
        PlacedOrder.move(fhir, bag, "accepted");
        PlacedOrder.move(fhir, bag, "released");
        String id = idOf(book("1", "13" + run, Instant.now().minus(HOUR), patientOf(bag)));

        assertThat(ids(fhir.as("nurse1").get("Appointment/$no-shows"))).contains(id);
        assertThat(ids(fhir.as("pivas1").get("Task/$recalls"))).contains("bag-" + bag);

        Appointment arrived = appointment("1", "13" + run, Instant.now().minus(HOUR), patientOf(bag))
                .setStatus(AppointmentStatus.ARRIVED);
        arrived.setId("Appointment/" + id);
        fhir.as("nurse1").put("Appointment/" + id, arrived);

        assertThat(ids(fhir.as("nurse1").get("Appointment/$no-shows"))).doesNotContain(id);
        assertThat(ids(fhir.as("pivas1").get("Task/$recalls"))).doesNotContain("bag-" + bag);
    }

    @Test
    void whoGoesHomeIsCalledWithinADay() {
        String bag = PlacedOrder.place(fhir);
        Task task = fhir.as("nurse1").get("Task/bag-" + bag).resource(Task.class);
        String visit = task.getEncounter().getReference();

        Answer first = fhir.as("nurse1").post(visit + "/$discharge", new Parameters());
        Answer again = fhir.as("nurse1").post(visit + "/$discharge", new Parameters());

        assertThat(first.status()).as(first.body()).isEqualTo(200);
        ServiceRequest call = first.resource(ServiceRequest.class);
        assertThat(Duration.between(
                        call.getOccurrencePeriod().getStart().toInstant(),
                        call.getOccurrencePeriod().getEnd().toInstant()))
                .isEqualTo(Duration.ofHours(24));
        assertThat(again.resource(ServiceRequest.class).getIdElement().getIdPart())
                .isEqualTo(call.getIdElement().getIdPart());
        assertThat(fhir.as("nurse1").get(visit).resource(Encounter.class).getStatus())
                .isEqualTo(Encounter.EncounterStatus.FINISHED);
    }

    @Test
    @Proves("R6")
    void aLineWhoseMaintenanceIsDueIsListed() {
        String patient = patientOf(PlacedOrder.place(fhir));
        String due = line(patient, "PICC", Instant.now().minus(HOUR));
        String later = line(patient, "PORT", Instant.now().plus(Duration.ofDays(20)));

        assertThat(ids(fhir.as("nurse1").get("Device/$maintenance-due")))
                .contains(due)
                .doesNotContain(later);
    }

    private String line(String patient, String type, Instant next) {
        Device line = new Device();
        line.setType(new CodeableConcept().addCoding(new Coding(Terms.codeSystem("line-type"), type, null)));
        line.setPatient(new Reference("Patient/" + patient));
        line.addExtension(new Extension(Terms.extension("next-maintenance"), new DateTimeType(Date.from(next))));
        Answer answer = fhir.as("nurse1").post("Device", line);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return idOf(answer);
    }

    private Answer book(String number, String seat, Instant start, String patient) {
        return fhir.as("nurse1").post("Appointment", appointment(number, seat, start, patient));
    }

    private Appointment appointment(String number, String seat, Instant start, String patient) {
        Appointment appointment = new Appointment();
        appointment.addIdentifier().setSystem(Terms.sid("appointment")).setValue(number + run);
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

    private Answer seat(String number, String state) {
        return fhir.as("nurse1").post("Location/$seat", parameters("seat", number, "state", state));
    }

    private static Parameters parameters(String... named) {
        Parameters parameters = new Parameters();
        for (int i = 0; i < named.length; i += 2) {
            parameters.addParameter().setName(named[i]).setValue(new StringType(named[i + 1]));
        }
        return parameters;
    }

    private Slot slot(String appointment) {
        return fhir.as("nurse1").get("Slot/appointment-" + appointment).resource(Slot.class);
    }

    private String patientOf(String bag) {
        return fhir.as("nurse1")
                .get("MedicationRequest/bag-" + bag)
                .resource(MedicationRequest.class)
                .getSubject()
                .getReferenceElement()
                .getIdPart();
    }

    private String wristband(String patient) {
        return fhir.as("nurse1").get("Patient/" + patient).resource(Patient.class).getIdentifier().stream()
                .filter(identifier -> Terms.WRISTBAND.equals(identifier.getSystem()))
                .filter(identifier -> identifier.getUse() != Identifier.IdentifierUse.OLD)
                .map(Identifier::getValue)
                .reduce((one, other) -> one + " and " + other)
                .orElseThrow();
    }

    private static String idOf(Answer created) {
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String[] location = created.header("Location").split("/");
        for (int i = 0; i < location.length - 1; i++) {
            if (location[i].equals("Appointment") || location[i].equals("Device")) {
                return location[i + 1];
            }
        }
        throw new AssertionError(created.header("Location"));
    }

    private static List<String> ids(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.resource(Bundle.class).getEntry().stream()
                .map(entry -> entry.getResource().getIdElement().getIdPart())
                .toList();
    }

    private static String issue(Answer answer) {
        return answer.resource(OperationOutcome.class)
                .getIssueFirstRep()
                .getDetails()
                .getCodingFirstRep()
                .getCode();
    }
}
