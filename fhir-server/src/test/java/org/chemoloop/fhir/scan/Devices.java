package org.chemoloop.fhir.scan;

import static org.chemoloop.fhir.scan.Ward.identifier;

import java.time.Instant;
import java.util.Date;
import org.chemoloop.fhir.FhirCaller;
import org.chemoloop.fhir.FhirCaller.Answer;
import org.chemoloop.fhir.scan.Ward.Ordered;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/** The scans of nurses and pharmacists, as their devices send them. */
final class Devices {

    private final FhirCaller fhir;

    Devices(FhirCaller fhir) {
        this.fhir = fhir;
    }

    /** Brings a bag to the chair: accepted, released, compounded, dispatched, received. */
    Ordered received(Ordered bag) {
        accepted(bag);
        pivas(bag, "compounded", null);
        pivas(bag, "dispatched", null);
        receive("nurse1", bag);
        return bag;
    }

    Ordered accepted(Ordered bag) {
        step("nurse1", bag, "accepted");
        step("nurse1", bag, "released");
        return bag;
    }

    Answer step(String user, Ordered bag, String status) {
        Task task = new Task();
        task.setStatus(TaskStatus.INPROGRESS).setIntent(TaskIntent.ORDER);
        task.addIdentifier(identifier("bag", bag.code()));
        task.getBusinessStatus().addCoding(new Coding(Systems.LOOP_STATUS, status, null));
        task.setOwner(person(user));
        return fhir.as(user).put("Task" + conditional(bag.code()), task);
    }

    Answer prepare(String user, Ordered bag) {
        return dispense(user, bag, dispense(user, bag.code(), MedicationDispenseStatus.PREPARATION));
    }

    Answer receive(String user, Ordered bag) {
        return dispense(user, bag, dispense(user, bag.code(), MedicationDispenseStatus.COMPLETED));
    }

    Answer decline(String user, Ordered bag, String reason) {
        MedicationDispense dispense = dispense(user, bag.code(), MedicationDispenseStatus.DECLINED);
        return dispense(user, bag, dispense.setStatusReason(new CodeableConcept().setText(reason)));
    }

    Answer pivas(Ordered bag, String step, Instant beyondUse) {
        MedicationDispense dispense = dispense("pivas1", bag.code(), MedicationDispenseStatus.PREPARATION);
        dispense.addExtension(Systems.LOOP_STEP, new CodeType(step));
        if (beyondUse != null) {
            Medication said = new Medication();
            said.setId("m");
            said.getBatch().setLotNumber("LOT7").setExpirationDate(Date.from(beyondUse));
            dispense.addContained(said);
            dispense.setMedication(new Reference("#m"));
        }
        return dispense("pivas1", bag, dispense);
    }

    private Answer dispense(String user, Ordered bag, MedicationDispense dispense) {
        return fhir.as(user).put("MedicationDispense" + conditional(bag.code()), dispense);
    }

    static MedicationDispense dispense(String user, String code, MedicationDispenseStatus status) {
        MedicationDispense dispense = new MedicationDispense();
        dispense.setStatus(status).setMedication(new CodeableConcept().setText("bag"));
        dispense.addIdentifier(identifier("bag", code));
        dispense.addPerformer().setActor(person(user));
        return dispense;
    }

    Answer confirm(String user, String code, String wristband) {
        Parameters parameters = new Parameters();
        parameters.addParameter("bag", new StringType(code));
        if (wristband != null) {
            parameters.addParameter("wristband", new StringType(wristband));
        }
        return fhir.as(user).post("MedicationRequest/$confirm", parameters);
    }

    /** The start as it should be: nurse2 confirms, nurse1 starts. */
    Answer start(Ordered bag, String wristband) {
        confirm("nurse2", bag.code(), wristband);
        return administer("nurse1", start(bag.code(), wristband, "nurse1", "nurse2"));
    }

    /** One nurse starts alone. */
    Answer startAlone(String user, String code, String wristband) {
        return administer(user, start(code, wristband, user, null));
    }

    Answer administer(String user, MedicationAdministration scan) {
        String code = scan.getIdentifierFirstRep().getValue();
        return fhir.as(user).put("MedicationAdministration" + conditional(code), scan);
    }

    Answer go(String user, Ordered bag, MedicationAdministrationStatus status) {
        MedicationAdministration scan = start(bag.code(), bag.wristband(), user, null);
        scan.setStatus(status);
        scan.setEffective(new Period().setStart(new Date()).setEnd(new Date()));
        if (status == MedicationAdministrationStatus.STOPPED || status == MedicationAdministrationStatus.NOTDONE) {
            scan.addStatusReason().setText("患者要求");
        }
        return administer(user, scan);
    }

    static MedicationAdministration start(String code, String wristband, String user, String witness) {
        MedicationAdministration scan = new MedicationAdministration();
        scan.setStatus(MedicationAdministrationStatus.INPROGRESS);
        scan.addIdentifier(identifier("bag", code));
        scan.setMedication(new CodeableConcept().setText("bag"));
        scan.getSubject().setIdentifier(identifier("wristband", wristband));
        scan.setEffective(new Period().setStart(new Date()));
        scan.addPerformer().setActor(person(user)).setFunction(function("performer"));
        if (witness != null) {
            scan.addPerformer().setActor(person(witness)).setFunction(function("witness"));
        }
        return scan;
    }

    static Extension override(String rule, String reason) {
        Extension override = new Extension(Systems.OVERRIDE);
        override.addExtension("rule", new CodeType(rule));
        override.addExtension("reason", new StringType(reason));
        return override;
    }

    static String issue(Answer answer) {
        return answer.resource(OperationOutcome.class)
                .getIssueFirstRep()
                .getDetails()
                .getCodingFirstRep()
                .getCode();
    }

    private static CodeableConcept function(String code) {
        return new CodeableConcept().addCoding(new Coding(Systems.PERFORM_FUNCTION, code, null));
    }

    private static Reference person(String user) {
        return new Reference().setIdentifier(identifier("user", user));
    }

    static String conditional(String code) {
        return "?identifier=" + Systems.BAG + "|" + code;
    }
}
