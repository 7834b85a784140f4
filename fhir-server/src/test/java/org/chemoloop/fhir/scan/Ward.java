package org.chemoloop.fhir.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.chemoloop.fhir.FhirCaller;
import org.chemoloop.fhir.FhirCaller.Answer;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.WristbandCode;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/** Patients and bags of a test, made by direct writes; what happens with them goes through {@link Devices}. */
final class Ward {

    private static final AtomicLong SEQUENCE = new AtomicLong(System.currentTimeMillis() % 1_000_000_000);

    private final FhirCaller fhir;
    private final Store store;

    Ward(FhirCaller fhir, Store store) {
        this.fhir = fhir;
        this.store = store;
    }

    /** A patient who has arrived, with the wristband they wear. */
    record Here(String id, String visit, String wristband) {}

    /** A bag of a patient, with its code and the prescription line behind it. */
    record Ordered(Here patient, String code, String line) {

        String id() {
            return "bag-" + code;
        }

        String wristband() {
            return patient.wristband();
        }
    }

    Here patient() {
        return patient(EncounterStatus.ARRIVED);
    }

    Here patient(EncounterStatus visitStatus) {
        long number = SEQUENCE.incrementAndGet();
        String wristband = WristbandCode.mint(number).value();
        Patient patient = new Patient();
        patient.setId("p-scan" + number);
        patient.addIdentifier(identifier("outpatient-number", "S" + number));
        patient.addIdentifier(identifier("wristband", wristband));
        patient.addName().setFamily("测试").addGiven("甲");
        store.put(Patient.class, patient);
        Encounter visit = new Encounter();
        visit.setId("e-scan" + number);
        visit.setStatus(visitStatus).setSubject(new Reference("Patient/p-scan" + number));
        visit.getClass_().setCode("AMB");
        store.put(Encounter.class, visit);
        return new Here("p-scan" + number, "e-scan" + number, wristband);
    }

    Ordered bag(Here patient, String... drugs) {
        return bag(patient, Instant.now().plus(Duration.ofMinutes(10)), drugs);
    }

    Ordered bag(Here patient, Instant planned, String... drugs) {
        long number = SEQUENCE.incrementAndGet();
        BagCode code = BagCode.mint(number);
        MedicationRequest line = order(patient, MedicationRequestIntent.ORDER);
        line.setId("l-scan" + number);
        line.setMedication(new CodeableConcept().setText("处方"));
        line.addIdentifier(identifier("placer-order", "PS" + number));
        store.put(MedicationRequest.class, line);
        MedicationRequest bag = order(patient, MedicationRequestIntent.INSTANCEORDER);
        bag.setId("bag-" + code);
        bag.addIdentifier(identifier("bag", code.value()));
        bag.addBasedOn(new Reference("MedicationRequest/l-scan" + number));
        bag.addDosageInstruction().getTiming().addEvent(Date.from(planned));
        bag.addContained(contents(drugs));
        bag.setMedication(new Reference("#medication"));
        store.put(MedicationRequest.class, bag);
        store.put(Task.class, task(patient, code));
        return new Ordered(patient, code.value(), "l-scan" + number);
    }

    private static Medication contents(String... drugs) {
        Medication contents = new Medication();
        contents.setId("medication");
        for (String drug : drugs) {
            contents.addIngredient()
                    .setItem(new CodeableConcept()
                            .addCoding(new Coding(Systems.BASE + "/CodeSystem/hospital-drug", drug, null)));
        }
        return contents;
    }

    private static MedicationRequest order(Here patient, MedicationRequestIntent intent) {
        MedicationRequest order = new MedicationRequest();
        order.setStatus(MedicationRequestStatus.DRAFT).setIntent(intent);
        order.setSubject(new Reference("Patient/" + patient.id()));
        order.setEncounter(new Reference("Encounter/" + patient.visit()));
        return order;
    }

    private static Task task(Here patient, BagCode code) {
        Task task = new Task();
        task.setId("bag-" + code);
        task.addIdentifier(identifier("bag", code.value()));
        task.setStatus(TaskStatus.REQUESTED).setIntent(TaskIntent.ORDER);
        task.setBusinessStatus(BagRecord.concept(BagState.ORDERED));
        task.setFocus(new Reference("MedicationRequest/bag-" + code));
        task.setFor(new Reference("Patient/" + patient.id()));
        return task;
    }

    String stateOf(Ordered bag) {
        return read(Task.class, bag.id())
                .getBusinessStatus()
                .getCodingFirstRep()
                .getCode();
    }

    boolean neverStarted(Ordered bag) {
        return store.find(MedicationAdministration.class, bag.id()).isEmpty();
    }

    <T extends Resource> T read(Class<T> type, String id) {
        return store.find(type, id).orElseThrow();
    }

    <T extends Resource> List<T> search(Class<T> type, String query) {
        Answer answer = fhir.as("engineer1").get(type.getSimpleName() + "?" + query);
        return answer.resource(Bundle.class).getEntry().stream()
                .map(entry -> type.cast(entry.getResource()))
                .toList();
    }

    static Identifier identifier(String name, String value) {
        return new Identifier().setSystem(Systems.BASE + "/sid/" + name).setValue(value);
    }
}
