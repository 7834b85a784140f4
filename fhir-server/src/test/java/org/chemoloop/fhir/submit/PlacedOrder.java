package org.chemoloop.fhir.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.chemoloop.fhir.FhirCaller;
import org.chemoloop.fhir.FhirCaller.Answer;
import org.chemoloop.fhir.order.Terms;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;

/** Places an order as a HIS would, for tests of what comes after it. */
public final class PlacedOrder {

    public static final int SALINE = 250;
    public static final int AMOUNT = 5;

    private PlacedOrder() {}

    /** An order of carboplatin for a new patient who has arrived; returns the code of its bag. */
    public static String place(FhirCaller fhir) {
        String number = UUID.randomUUID().toString();
        return place(
                fhir,
                Translated.about(number)
                        .visit("V" + number, EncounterStatus.ARRIVED)
                        .order("NW", number)
                        .carboplatin()
                        .bundle());
    }

    /** @param order of one line, which is the third entry; returns the code of its bag */
    static String place(FhirCaller fhir, Bundle order) {
        var answer = fhir.as("routes").post("$submit", order);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        MedicationRequest line = (MedicationRequest)
                answer.resource(Bundle.class).getEntry().get(2).getResource();
        Bundle bags = fhir.as("engineer1")
                .get("MedicationRequest?intent=instance-order&subject="
                        + line.getSubject().getReference())
                .resource(Bundle.class);
        MedicationRequest bag = (MedicationRequest) bags.getEntryFirstRep().getResource();
        return bag.getIdentifier().stream()
                .map(Identifier::getValue)
                .findFirst()
                .orElseThrow();
    }

    /** A bag of a new patient who has arrived, with the line behind it. */
    public record Placed(String patient, String visit, String wristband, String bag, String line) {}

    /** A bag of 250 mL of saline for each drug, from an order of its own. */
    public static List<Placed> visit(FhirCaller fhir, String... drugs) {
        String number = UUID.randomUUID().toString();
        Translated visit = Translated.about(number).visit("V" + number, EncounterStatus.ARRIVED);
        for (String drug : drugs) {
            visit.order("NW", drug + number)
                    .drug(drug, AMOUNT, "mg")
                    .base("NS250", SALINE)
                    .additive(drug, AMOUNT, "mg");
        }
        var answer = fhir.as("routes").post("$submit", visit.bundle());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        MedicationRequest first = (MedicationRequest)
                answer.resource(Bundle.class).getEntry().get(2).getResource();
        Patient patient =
                fhir.as("engineer1").get(first.getSubject().getReference()).resource(Patient.class);
        String wristband = patient.getIdentifier().stream()
                .filter(identifier -> Terms.WRISTBAND.equals(identifier.getSystem()))
                .map(Identifier::getValue)
                .findFirst()
                .orElseThrow();
        return fhir
                .as("engineer1")
                .get("MedicationRequest?intent=instance-order&subject=Patient/"
                        + patient.getIdElement().getIdPart())
                .resource(Bundle.class)
                .getEntry()
                .stream()
                .map(entry -> (MedicationRequest) entry.getResource())
                .map(bag -> new Placed(
                        patient.getIdElement().getIdPart(),
                        bag.getEncounter().getReferenceElement().getIdPart(),
                        wristband,
                        bag.getIdentifierFirstRep().getValue(),
                        number(fhir, bag.getBasedOnFirstRep().getReference())))
                .toList();
    }

    private static String number(FhirCaller fhir, String line) {
        return fhir.as("engineer1").get(line).resource(MedicationRequest.class).getIdentifier().stream()
                .filter(identifier -> Terms.PLACER_ORDER.equals(identifier.getSystem()))
                .map(Identifier::getValue)
                .findFirst()
                .orElseThrow();
    }

    /** The nurse takes a step by the bag's Task. */
    public static void move(FhirCaller fhir, String bag, String step) {
        Answer answer = ask(fhir, bag, step);
        assertThat(answer.status()).as(answer.body()).isIn(200, 201);
    }

    /** The nurse asks for a step; whether it is taken is the loop's decision. */
    public static Answer ask(FhirCaller fhir, String bag, String step) {
        Task task = new Task();
        task.addIdentifier().setSystem(Terms.BAG).setValue(bag);
        task.setStatus(Task.TaskStatus.INPROGRESS).setIntent(Task.TaskIntent.ORDER);
        task.setBusinessStatus(Terms.concept(Terms.LOOP_STATUS, step, null));
        task.setOwner(new Reference()
                .setIdentifier(new Identifier().setSystem(Terms.sid("user")).setValue("nurse1")));
        return fhir.as("nurse1").put("Task?identifier=" + Terms.BAG + "|" + bag, task);
    }
}
