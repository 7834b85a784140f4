package org.chemoloop.routes;

import ca.uhn.fhir.context.FhirContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Events as the FHIR server's outbox sends them: what happened, and the snapshot of everything about the bag. */
public final class LoopEvents {
    static final String SID = "https://chemoloop.org/fhir/sid/";
    static final String CS = "https://chemoloop.org/fhir/CodeSystem/";
    static final Instant TIME = Instant.parse("2026-11-24T02:30:00Z");

    private final String bag;
    private final String patient;
    private final String placer;

    public LoopEvents(String bag, String patient, String placer) {
        this.bag = bag;
        this.patient = patient;
        this.placer = placer;
    }

    /** The id of the Patient with that number. */
    static String patientId(String number) {
        return "p-" + number.toLowerCase(Locale.ROOT);
    }

    public static String json(Bundle event) {
        return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(event);
    }

    /** A bag of two prescription lines: carboplatin in sodium chloride, dexamethasone beside it. */
    public Bundle bag(String code, String eventId) {
        return event(code, eventId, List.of());
    }

    public Bundle dispatched(String eventId) {
        MedicationDispense made = new MedicationDispense();
        made.setId("bag-" + bag);
        made.addIdentifier(identifier("bag", bag));
        made.addIdentifier(identifier("filler-order", "F" + bag));
        made.setWhenPrepared(Date.from(TIME.minusSeconds(600)));
        made.addPerformer()
                .getActor()
                .setIdentifier(identifier("pivas-staff", "PH1"))
                .setDisplay("药师丁");
        return event("bag-dispatched", eventId, List.of(made));
    }

    public Bundle administration(String code, String eventId, MedicationAdministrationStatus status, boolean ended) {
        MedicationAdministration given = new MedicationAdministration();
        given.setId("bag-" + bag);
        given.addIdentifier(identifier("bag", bag));
        given.setStatus(status);
        Period period = new Period().setStart(Date.from(TIME.minusSeconds(60)));
        if (ended) {
            period.setEnd(Date.from(TIME.plusSeconds(3600)));
        }
        given.setEffective(period);
        given.addPerformer().setFunction(function("witness")).setActor(new Reference("Practitioner/nurse2"));
        given.addPerformer()
                .setFunction(function("performer"))
                .setActor(new Reference().setIdentifier(identifier("user", "nurse1")));
        given.getDosage().setRate(new Quantity(120).setUnit("mL/h").setCode("mL/h"));
        if (code.equals("infusion-stopped")) {
            given.getDosage().setDose(quantity(80, "mL"));
            given.addStatusReason().setText("外渗");
        }
        if (code.equals("infusion-not-given")) {
            given.addStatusReason(concept("not-given-reason", "patient-refused", "患者拒绝"));
        }
        return event(code, eventId, List.of(given, nurse("nurse1", "王", "一"), nurse("nurse2", "李", "二")));
    }

    /** Seat 12 for two hours, booked by a nurse. */
    public Bundle appointment(String code, String eventId, AppointmentStatus status) {
        Appointment appointment = new Appointment();
        appointment.setId("17");
        appointment.addIdentifier(identifier("appointment", "CL0A1B2C3D4E5F"));
        appointment.setStatus(status);
        appointment.setStart(Date.from(TIME.plusSeconds(3600)));
        appointment.setEnd(Date.from(TIME.plusSeconds(3 * 3600)));
        appointment.setComment("家属陪同");
        appointment.addParticipant().setActor(new Reference("Patient/" + patientId(patient)));
        appointment.addParticipant().getActor().setIdentifier(identifier("seat", "12"));
        appointment
                .addParticipant()
                .setActor(new Reference()
                        .setIdentifier(identifier("doctor-code", "D0001"))
                        .setDisplay("医生乙"));
        if (status == AppointmentStatus.CANCELLED) {
            appointment.getCancelationReason().setText("患者改期");
        }
        Bundle event = opened(code, eventId);
        event.addEntry().setResource(appointment);
        event.addEntry().setResource(patient());
        event.addEntry().setResource(nurse("nurse1", "王", "一"));
        return event;
    }

    private Bundle event(String code, String eventId, List<? extends Resource> more) {
        Bundle event = opened(code, eventId);
        event.addEntry().setResource(bag());
        event.addEntry().setResource(line(placer, "CARBO150", "卡铂注射液", 300));
        event.addEntry().setResource(line(placer + "D", "DEX5", "地塞米松注射液", 5));
        event.addEntry().setResource(patient());
        event.addEntry().setResource(visit());
        more.forEach(resource -> event.addEntry().setResource(resource));
        return event;
    }

    private static Bundle opened(String code, String eventId) {
        Bundle event = new Bundle();
        event.setType(BundleType.MESSAGE);
        event.setIdentifier(identifier("event", eventId));
        event.setTimestamp(Date.from(TIME));
        MessageHeader header = new MessageHeader();
        header.setEvent(new Coding(CS + "loop-event", code, null));
        header.getSource().setName("ChemoLoop");
        event.addEntry().setResource(header);
        return event;
    }

    private MedicationRequest bag() {
        MedicationRequest bag = new MedicationRequest();
        bag.setId("bag-" + this.bag);
        bag.addIdentifier(identifier("bag", this.bag));
        bag.setIntent(MedicationRequestIntent.INSTANCEORDER);
        bag.setGroupIdentifier(
                identifier("prescription", "RX" + placer).setAssigner(new Reference().setDisplay("HIS")));
        bag.setRequester(new Reference()
                .setIdentifier(identifier("doctor-code", "D0001"))
                .setDisplay("医生乙"));
        Medication contents = new Medication();
        contents.setId("medication");
        ingredient(contents, false, "NS250", "氯化钠注射液", 250, "mL");
        ingredient(contents, true, "CARBO150", "卡铂注射液", 300, "mg");
        ingredient(contents, true, "DEX5", "地塞米松注射液", 5, "mg");
        contents.getBatch().setLotNumber("LOT7").setExpirationDate(Date.from(TIME.plusSeconds(8 * 3600)));
        bag.addContained(contents);
        bag.setMedication(new Reference("#medication"));
        Dosage dosage = bag.addDosageInstruction();
        dosage.getTiming().addEvent(Date.from(TIME.plusSeconds(1800)));
        dosage.setRoute(concept("", "IV", "静滴"));
        dosage.addDoseAndRate()
                .setRate(new Ratio().setNumerator(quantity(120, "mL")).setDenominator(quantity(1, "h")));
        bag.addNote(new Annotation().setText("避光 | 0.2 μm 滤器"));
        return bag;
    }

    private MedicationRequest line(String number, String code, String name, int dose) {
        MedicationRequest line = new MedicationRequest();
        line.setId("l-" + number.toLowerCase(Locale.ROOT));
        line.setIntent(MedicationRequestIntent.ORDER);
        line.addIdentifier(identifier("placer-order", number).setAssigner(new Reference().setDisplay("HIS")));
        line.addIdentifier(identifier("filler-order", "CL" + number));
        line.setGroupIdentifier(
                identifier("prescription", "RX" + placer).setAssigner(new Reference().setDisplay("HIS")));
        line.setMedication(concept("hospital-drug", code, name));
        Dosage dosage = line.addDosageInstruction();
        dosage.setRoute(concept("", "IV", "静滴"));
        dosage.addDoseAndRate().setDose(quantity(dose, "mg"));
        return line;
    }

    private Patient patient() {
        Patient patient = new Patient();
        patient.setId(patientId(this.patient));
        patient.addIdentifier(identifier("outpatient-number", this.patient));
        patient.addIdentifier(identifier("resident-id", "110101196206170011"));
        patient.addIdentifier(identifier("wristband", "900000000043"));
        patient.addName().setFamily("测试").addGiven("甲");
        patient.setGender(AdministrativeGender.MALE);
        patient.getBirthDateElement().setValueAsString("1962-06-17");
        return patient;
    }

    private Encounter visit() {
        Encounter visit = new Encounter();
        visit.setId("v-1");
        visit.addIdentifier(identifier("visit-number", "V" + patient));
        visit.addLocation().getLocation().setDisplay("日间化疗中心");
        visit.addParticipant()
                .getIndividual()
                .setIdentifier(identifier("doctor-code", "D0001"))
                .setDisplay("医生乙");
        return visit;
    }

    private static Practitioner nurse(String user, String family, String given) {
        Practitioner nurse = new Practitioner();
        nurse.setId(user);
        nurse.addIdentifier(identifier("user", user));
        nurse.addName().setFamily(family).addGiven(given);
        return nurse;
    }

    private static void ingredient(
            Medication contents, boolean active, String code, String name, int amount, String unit) {
        contents.addIngredient()
                .setIsActive(active)
                .setItem(concept("hospital-drug", code, name))
                .getStrength()
                .setNumerator(quantity(amount, unit));
    }

    private static CodeableConcept function(String code) {
        return new CodeableConcept()
                .addCoding(new Coding("http://terminology.hl7.org/CodeSystem/med-admin-perform-function", code, null));
    }

    private static CodeableConcept concept(String system, String code, String text) {
        String url = system.isEmpty() ? "http://terminology.hl7.org/CodeSystem/v2-0162" : CS + system;
        return new CodeableConcept().setText(text).addCoding(new Coding(url, code, text));
    }

    private static Quantity quantity(int value, String unit) {
        return new Quantity()
                .setValue(new BigDecimal(value))
                .setUnit(unit)
                .setCode(unit)
                .setSystem("http://unitsofmeasure.org");
    }

    private static Identifier identifier(String name, String value) {
        return new Identifier().setSystem(SID + name).setValue(value);
    }
}
