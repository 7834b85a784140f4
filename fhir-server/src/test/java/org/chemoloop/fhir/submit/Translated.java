package org.chemoloop.fhir.submit;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.chemoloop.fhir.order.Terms;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Timing.UnitsOfTime;

/** Builds the Bundle that the translation of a message would make. */
final class Translated {

    private static final String DRUGS = Terms.codeSystem("hospital-drug");

    private final Bundle bundle = new Bundle();
    private String patient;
    private String visit;

    private Translated() {
        bundle.setType(BundleType.TRANSACTION);
        bundle.getIdentifier().setSystem(Terms.sid("message")).setValue("HIS|HOSPITAL|" + UUID.randomUUID());
    }

    static Translated about(String outpatientNumber) {
        Translated translated = new Translated();
        translated.patient = translated.add(patient(outpatientNumber), Terms.OUTPATIENT_NUMBER, outpatientNumber);
        return translated;
    }

    private static Patient patient(String number) {
        Patient patient = new Patient();
        patient.addIdentifier().setSystem(Terms.OUTPATIENT_NUMBER).setValue(number);
        patient.addName().setText("测试甲").setFamily("测试").addGiven("甲");
        patient.setGender(AdministrativeGender.MALE);
        patient.setBirthDateElement(new org.hl7.fhir.r4.model.DateType("1962-06-17"));
        return patient;
    }

    Patient patient() {
        return (Patient) bundle.getEntryFirstRep().getResource();
    }

    Translated visit(String number, EncounterStatus status) {
        Encounter encounter = new Encounter();
        encounter.addIdentifier().setSystem(Terms.VISIT_NUMBER).setValue(number);
        encounter.setStatus(status);
        encounter.setClass_(new Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "AMB", "ambulatory"));
        encounter.setSubject(new Reference(patient));
        visit = add(encounter, Terms.VISIT_NUMBER, number);
        return this;
    }

    /** SIU^S12: a seat for an hour. */
    Translated appointment(String number, String seat, Instant start) {
        Appointment appointment = new Appointment();
        appointment.addIdentifier().setSystem(Terms.sid("appointment")).setValue(number);
        appointment.setStatus(Appointment.AppointmentStatus.BOOKED);
        appointment.setStart(Date.from(start)).setEnd(Date.from(start.plusSeconds(3600)));
        appointment
                .addParticipant()
                .setStatus(Appointment.ParticipationStatus.ACCEPTED)
                .setActor(new Reference(patient));
        appointment
                .addParticipant()
                .setStatus(Appointment.ParticipationStatus.ACCEPTED)
                .getActor()
                .setIdentifier(new Identifier().setSystem(Terms.sid("seat")).setValue(seat));
        add(appointment, Terms.sid("appointment"), number);
        return this;
    }

    /** ADT^A40: this record is given up for the one of the message. */
    Translated givesUp(String number) {
        Patient old = new Patient();
        old.addIdentifier().setSystem(Terms.OUTPATIENT_NUMBER).setValue(number);
        old.setActive(false);
        old.addLink().setType(LinkType.REPLACEDBY).setOther(new Reference(patient));
        add(old, Terms.OUTPATIENT_NUMBER, number);
        return this;
    }

    /** RDS: a step of a bag, told by the PIVAS with the patient of the message. */
    Bundle step(String bag, String step) {
        MedicationDispense dispense = new MedicationDispense();
        dispense.addExtension(new Extension(Terms.LOOP_STEP, new CodeType(step)));
        dispense.addIdentifier().setSystem(Terms.BAG).setValue(bag);
        dispense.setStatus(MedicationDispense.MedicationDispenseStatus.PREPARATION);
        dispense.setMedication(new CodeableConcept().setText("bag"));
        dispense.setSubject(new Reference(patient));
        dispense.addPerformer()
                .getActor()
                .setIdentifier(
                        new Identifier().setSystem(Terms.sid("pivas-staff")).setValue("PH1"));
        add(dispense, Terms.BAG, bag);
        return bundle();
    }

    /** RAS: a nurse starts a bag at a pump. */
    Bundle start(String bag) {
        MedicationAdministration start = new MedicationAdministration();
        start.addIdentifier().setSystem(Terms.BAG).setValue(bag);
        start.setStatus(MedicationAdministration.MedicationAdministrationStatus.INPROGRESS);
        start.setMedication(new CodeableConcept().setText("bag"));
        start.setSubject(new Reference(patient));
        start.setEffective(new Period().setStart(new Date()));
        start.addPerformer()
                .getActor()
                .setIdentifier(new Identifier().setSystem(Terms.sid("user")).setValue("nurse1"));
        add(start, Terms.BAG, bag);
        return bundle();
    }

    Line order(String control, String placer) {
        return new Line(control, placer);
    }

    Bundle bundle() {
        Provenance provenance = new Provenance();
        bundle.getEntry().forEach(entry -> provenance.addTarget(new Reference(entry.getFullUrl())));
        provenance.setRecorded(new Date());
        provenance
                .getActivity()
                .setText("RDE^O11")
                .addCoding(new Coding("http://terminology.hl7.org/CodeSystem/v2-0003", "O11", null));
        provenance
                .addAgent()
                .getWho()
                .setDisplay("HIS")
                .getIdentifier()
                .setSystem(Terms.sid("application"))
                .setValue("HIS");
        provenance
                .addEntity()
                .setRole(Provenance.ProvenanceEntityRole.SOURCE)
                .getWhat()
                .setIdentifier(bundle.getIdentifier());
        bundle.addEntry()
                .setFullUrl("urn:uuid:" + UUID.randomUUID())
                .setResource(provenance)
                .getRequest()
                .setMethod(HTTPVerb.POST)
                .setUrl("Provenance");
        return bundle;
    }

    private String add(Resource resource, String system, String value) {
        String fullUrl = "urn:uuid:" + UUID.randomUUID();
        bundle.addEntry()
                .setFullUrl(fullUrl)
                .setResource(resource)
                .getRequest()
                .setMethod(HTTPVerb.PUT)
                .setUrl(resource.fhirType() + "?identifier=" + system + "|" + value);
        return fullUrl;
    }

    /** One ORC. */
    final class Line {

        private final MedicationRequest line = new MedicationRequest();
        private final Medication medication = new Medication();

        private Line(String control, String placer) {
            line.addExtension(new Extension(Terms.ORDER_CONTROL, new CodeType(control)));
            line.addIdentifier().setSystem(Terms.PLACER_ORDER).setValue(placer);
            line.setStatus(MedicationRequestStatus.DRAFT).setIntent(MedicationRequestIntent.ORDER);
            line.setSubject(new Reference(patient));
            if (visit != null) {
                line.setEncounter(new Reference(visit));
            }
            line.getRequester()
                    .setDisplay("医生乙")
                    .setIdentifier(new Identifier().setSystem(Terms.DOCTOR_CODE).setValue("D0001"));
            line.setAuthoredOn(new Date());
            medication.setId("medication");
            Translated.this.add(line, Terms.PLACER_ORDER, placer);
        }

        Line by(String doctor) {
            line.getRequester().getIdentifier().setValue(doctor);
            return this;
        }

        /** RXE or RXO: the drug of the line itself. */
        Line drug(String code, double amount, String unit) {
            if (!line.hasContained()) {
                line.addContained(medication);
                line.setMedication(new Reference("#medication"));
                line.addExtension(new Extension(Terms.MAKES_BAG, new BooleanType(true)));
                line.addDosageInstruction()
                        .getRoute()
                        .setText("静滴")
                        .addCoding(new Coding("http://terminology.hl7.org/CodeSystem/v2-0162", "IV", "Intravenous"));
            }
            medication.setCode(concept(code));
            line.getDosageInstructionFirstRep().addDoseAndRate().setDose(quantity(amount, unit));
            return this;
        }

        /** RXR-1, a code of table 0162. */
        Line route(String code) {
            line.getDosageInstructionFirstRep()
                    .getRoute()
                    .setText(code)
                    .getCodingFirstRep()
                    .setCode(code);
            return this;
        }

        Line base(String code, double amount) {
            return component(code, amount, "mL", false);
        }

        Line additive(String code, double amount, String unit) {
            return component(code, amount, unit, true);
        }

        private Line component(String code, double amount, String unit, boolean active) {
            Ratio strength = new Ratio().setNumerator(quantity(amount, unit)).setDenominator(quantity(1, "{bag}"));
            medication
                    .addIngredient()
                    .setItem(concept(code))
                    .setIsActive(active)
                    .setStrength(strength);
            return this;
        }

        Line carboplatin() {
            return drug("CARBO150", 300, "mg").base("NS250", 250).additive("CARBO150", 300, "mg");
        }

        Line rituximab() {
            return drug("RITUX100", 600, "mg").base("NS500", 500).additive("RITUX100", 600, "mg");
        }

        Line oralOnly() {
            line.getExtensionByUrl(Terms.MAKES_BAG).setValue(new BooleanType(false));
            return this;
        }

        Line group(String prescription, String group) {
            line.getGroupIdentifier().setSystem(Terms.PRESCRIPTION).setValue(prescription);
            line.addExtension(new Extension(Terms.RECIPE_GROUP, new StringType(group)));
            return this;
        }

        Line on(String prescription, String category) {
            line.getGroupIdentifier().setSystem(Terms.PRESCRIPTION).setValue(prescription);
            line.addCategory().addCoding(new Coding(Terms.codeSystem("prescription-category"), category, null));
            return this;
        }

        Line reaching(double auc) {
            line.addExtension(new Extension(Terms.TARGET_AUC, new DecimalType(auc)));
            return this;
        }

        /** ZRX-2: the regimen that the line is a part of. */
        Line following(String regimen) {
            line.addInstantiatesCanonical(Terms.BASE + "PlanDefinition/" + regimen);
            return this;
        }

        Line childOf(String placer) {
            Identifier parent = new Identifier().setSystem(Terms.PLACER_ORDER).setValue(placer);
            line.addExtension(new Extension(Terms.PARENT_ORDER, parent));
            return this;
        }

        Line daily(Instant start, int count) {
            var repeat = line.getDosageInstructionFirstRep().getTiming().getRepeat();
            repeat.setFrequency(1)
                    .setPeriod(BigDecimal.ONE)
                    .setPeriodUnit(UnitsOfTime.D)
                    .setCount(count);
            repeat.setBounds(new org.hl7.fhir.r4.model.Period().setStartElement(new DateTimeType(Date.from(start))));
            return this;
        }

        /** A bare cancel names only the order. */
        Line bare() {
            CodeableConcept unknown = new CodeableConcept();
            unknown.addExtension("http://hl7.org/fhir/StructureDefinition/data-absent-reason", new CodeType("unknown"));
            line.setMedication(unknown);
            return this;
        }

        Translated and() {
            return Translated.this;
        }

        Bundle bundle() {
            return Translated.this.bundle();
        }
    }

    private static CodeableConcept concept(String code) {
        return new CodeableConcept().setText(code + "注射液").addCoding(new Coding(DRUGS, code, code + "注射液"));
    }

    private static Quantity quantity(double amount, String unit) {
        return new Quantity()
                .setValue(BigDecimal.valueOf(amount).stripTrailingZeros())
                .setUnit(unit)
                .setSystem(Terms.UCUM)
                .setCode(unit);
    }
}
