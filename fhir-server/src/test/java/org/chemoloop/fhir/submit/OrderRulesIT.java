package org.chemoloop.fhir.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.chemoloop.fhir.FhirCaller;
import org.chemoloop.fhir.FhirServerTest;
import org.chemoloop.fhir.order.Terms;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Coverage.CoverageStatus;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The rules of an order at work on the real store. */
@FhirServerTest
class OrderRulesIT {

    @Autowired
    FhirCaller fhir;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String patient = "M" + run;
    private final String placer = "P" + run;

    @Test
    void vincristineForTheSpineIsRefusedAndMakesNoBag() {
        Bundle answer = submit(Translated.about(patient)
                .order("NW", placer)
                .drug("VINCR1", 2, "mg")
                .route("IT")
                .base("NS250", 50)
                .additive("VINCR1", 2, "mg")
                .bundle());

        assertThat(answer.getEntry().get(1).getResponse().getStatus()).startsWith("422");
        assertThat(issues(answer, 1)).contains("route-forbidden");
        assertThat(bags(answer, 1)).isEmpty();
    }

    @Test
    void aSecondOrderOfTheDayIsTakenAndFlagged() {
        submit(Translated.about(patient).order("NW", placer).carboplatin().bundle());
        Bundle second = submit(Translated.about(patient)
                .order("NW", placer + "x")
                .carboplatin()
                .bundle());

        assertThat(second.getEntry().get(1).getResponse().getStatus()).startsWith("201");
        assertThat(issues(second, 1)).containsExactly("duplicate-drug");
        assertThat(bags(second, 1)).hasSize(2);
        Bundle flagged = fhir.as("pharmacist1")
                .get("DetectedIssue?patient=" + line(second, 1).getSubject().getReference())
                .resource(Bundle.class);
        assertThat(flagged.getEntry())
                .extracting(entry -> ((DetectedIssue) entry.getResource())
                        .getCode()
                        .getCodingFirstRep()
                        .getCode())
                .containsExactly("duplicate-drug");
    }

    @Test
    void anOrderThatWasWithdrawnIsNoDuplicate() {
        submit(Translated.about(patient).order("NW", placer).carboplatin().bundle());
        submit(Translated.about(patient).order("CA", placer).bare().bundle());

        Bundle again = submit(Translated.about(patient)
                .order("NW", placer + "x")
                .carboplatin()
                .bundle());

        assertThat(issues(again, 1)).isEmpty();
    }

    @Test
    void premedicationMayComeInTheSameMessageOrBefore() {
        Bundle alone = submit(paclitaxel(Translated.about(patient), placer).bundle());
        Bundle together = submit(paclitaxel(Translated.about(patient + "x"), placer + "x")
                .and()
                .order("NW", placer + "y")
                .drug("DEX5", 10, "mg")
                .bundle());

        assertThat(issues(alone, 1)).containsExactly("sequence");
        assertThat(issues(together, 1)).isEmpty();
    }

    private static Translated.Line paclitaxel(Translated message, String number) {
        return message.order("NW", number)
                .drug("PACLI30", 240, "mg")
                .base("NS500", 500)
                .additive("PACLI30", 240, "mg");
    }

    @Test
    void anOrderSaysWhatCouldNotBeChecked() {
        Bundle answer = submit(
                Translated.about(patient).order("NW", placer).carboplatin().bundle());

        assertThat(line(answer, 1).getExtensionsByUrl(Terms.NOT_CHECKED))
                .extracting(Extension::getValue)
                .extracting(Object::toString)
                .isNotEmpty();
    }

    @Test
    void thePharmacistGrantsAPrivilegeForADrugUntilADay() {
        String doctor = doctor();
        String yesterday = LocalDate.now().minusDays(1).toString();

        // Known by nobody before the table grants it: whom the cache has seen stays as seen for half a minute.
        OperationOutcome loaded = load("doctor,tier,drugs,withheld,from,until\n"
                + doctor + "1,restricted,RITUX100,,,\n"
                + doctor + "2,restricted,,,," + yesterday + "\n");

        assertThat(loaded.getIssueFirstRep().getDiagnostics()).isEqualTo("2 rows taken");
        assertThat(issues(rituximab(doctor + "1"), 1)).isEmpty();
        assertThat(issues(rituximab(doctor + "2"), 1)).containsExactly("not-privileged");
    }

    @Test
    void aBadTableIsRefusedRowByRow() {
        var answer = fhir.as("pharmacist1")
                .post("PractitionerRole/$load", table("doctor,tier,drugs,withheld,from,until\nD9999,restricted,,,,\n"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.resource(OperationOutcome.class).getIssueFirstRep().getDiagnostics())
                .isEqualTo("privileges.csv:2: doctor 'D9999' is not known: first create the Practitioner");
        assertThat(fhir.as("nurse1")
                        .post("PractitionerRole/$load", table("doctor\n"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aPrescriptionIsCountedOverAllItsMessages() {
        for (String drug : List.of("DEX5", "ONDAN8", "CARBO150", "RITUX100", "FU500")) {
            submit(Translated.about(patient)
                    .order("NW", placer + drug)
                    .drug(drug, 5, "mg")
                    .on("RX" + run, "chemo")
                    .bundle());
        }

        Bundle sixth = submit(Translated.about(patient)
                .order("NW", placer)
                .drug("OXALI50", 100, "mg")
                .on("RX" + run, "chemo")
                .bundle());

        assertThat(issues(sixth, 1)).contains("prescription-form");
    }

    @Test
    void aTabletThatWasWithdrawnIsCountedNoMore() {
        for (String drug : List.of("ONDAN8", "CARBO150", "RITUX100", "FU500")) {
            submit(Translated.about(patient)
                    .order("NW", placer + drug)
                    .drug(drug, 5, "mg")
                    .on("RX" + run, "chemo")
                    .bundle());
        }
        submit(Translated.about(patient)
                .order("NW", placer)
                .drug("DEX5", 5, "mg")
                .on("RX" + run, "chemo")
                .oralOnly()
                .bundle());
        submit(Translated.about(patient).order("CA", placer).bare().bundle());

        Bundle fifth = submit(Translated.about(patient)
                .order("NW", placer + "x")
                .drug("OXALI50", 100, "mg")
                .on("RX" + run, "chemo")
                .bundle());

        assertThat(issues(fifth, 1)).doesNotContain("prescription-form");
    }

    @Test
    void aChemotherapyPrescriptionWithoutACytotoxicDrugIsNoticedWhenItIsAccepted() {
        Bundle premedication = submit(Translated.about(patient)
                .order("NW", placer)
                .drug("DEX5", 5, "mg")
                .on("RX" + run, "chemo")
                .bundle());
        PlacedOrder.move(fhir, bagOf(premedication), "accepted");
        assertThat(noticed(premedication)).contains("O3-chemo");

        Bundle whole = submit(Translated.about(patient + "x")
                .order("NW", placer + "x")
                .drug("DEX5", 5, "mg")
                .on("RX" + run, "chemo")
                .bundle());
        submit(Translated.about(patient + "x")
                .order("NW", placer + "y")
                .carboplatin()
                .on("RX" + run, "chemo")
                .bundle());
        PlacedOrder.move(fhir, bagOf(whole), "accepted");
        assertThat(noticed(whole)).doesNotContain("O3-chemo");
    }

    private String bagOf(Bundle answer) {
        return ((MedicationRequest) bags(answer, 1).get(0).getResource())
                .getIdentifierFirstRep()
                .getValue();
    }

    private String noticed(Bundle answer) {
        return fhir.as("pharmacist1")
                .get("DetectedIssue?patient=" + line(answer, 1).getSubject().getReference())
                .body();
    }

    @Test
    void whatTheLaboratorySaysOfThePatientIsHeldAgainstTheOrder() {
        Bundle first = submit(Translated.about(patient)
                .order("NW", placer)
                .drug("DEX5", 5, "mg")
                .bundle());
        String subject = line(first, 1).getSubject().getReference();
        observe(subject, "5195-3", new CodeableConcept().setText("阳性"));
        observe(
                subject,
                "98979-8",
                new Quantity().setValue(95).setSystem(Terms.UCUM).setCode("mL/min/{1.73_m2}"));

        Bundle answer = submit(Translated.about(patient)
                .order("NW", placer + "x")
                .carboplatin()
                .reaching(5)
                .bundle());

        assertThat(issues(answer, 1)).containsExactlyInAnyOrder("lab-gate", "dose-high");
        assertThat(line(answer, 1).getExtensionsByUrl(Terms.NOT_CHECKED))
                .extracting(rule -> rule.getValue().primitiveValue())
                .doesNotContain("O6-auc", "O9-status");
    }

    @Test
    void neitherAllergyNorClearanceIsForgottenAfterFiftyResults() {
        Bundle first = submit(Translated.about(patient)
                .order("NW", placer)
                .drug("DEX5", 5, "mg")
                .bundle());
        String subject = line(first, 1).getSubject().getReference();
        AllergyIntolerance allergy = new AllergyIntolerance();
        allergy.setPatient(new Reference(subject)).setCode(new CodeableConcept().setText("卡铂"));
        assertThat(fhir.as("his").post("AllergyIntolerance", allergy).status()).isEqualTo(201);
        observe(
                subject,
                "98979-8",
                new Quantity().setValue(95).setSystem(Terms.UCUM).setCode("mL/min/{1.73_m2}"));
        for (int day = 0; day < 50; day++) {
            observe(
                    subject,
                    "751-8",
                    new Quantity().setValue(3).setSystem(Terms.UCUM).setCode("10*9/L"));
        }

        Bundle answer = submit(Translated.about(patient)
                .order("NW", placer + "x")
                .carboplatin()
                .reaching(5)
                .bundle());

        assertThat(issues(answer, 1)).contains("allergy");
        assertThat(notChecked(answer)).doesNotContain("O6-auc");
    }

    @Test
    void anInsuranceOfLastYearIsPointedOutUntilTheNewOneIsTold() {
        Bundle first = submit(
                Translated.about(patient).order("NW", placer).carboplatin().bundle());
        String subject = line(first, 1).getSubject().getReference();
        assertThat(notChecked(first)).contains("O14-payment");
        insure(subject, new Period().setEndElement(new DateTimeType("2025")));

        Bundle late = submit(Translated.about(patient)
                .order("NW", placer + "x")
                .drug("DEX5", 5, "mg")
                .bundle());
        assertThat(noticed(late)).contains("prescription-form");
        assertThat(notChecked(late)).doesNotContain("O14-payment");

        int before = count(noticed(late), "prescription-form");
        insure(subject, new Period());
        Bundle insured = submit(Translated.about(patient)
                .order("NW", placer + "y")
                .drug("DEX5", 5, "mg")
                .bundle());
        assertThat(count(noticed(insured), "prescription-form")).isEqualTo(before);
    }

    private void insure(String subject, Period period) {
        Coverage insurance = new Coverage();
        insurance.setStatus(CoverageStatus.ACTIVE).setBeneficiary(new Reference(subject));
        insurance.addPayor().setDisplay("医保局");
        insurance.setPeriod(period);
        assertThat(fhir.as("his").post("Coverage", insurance).status()).isEqualTo(201);
    }

    private static List<String> notChecked(Bundle answer) {
        return line(answer, 1).getExtensionsByUrl(Terms.NOT_CHECKED).stream()
                .map(rule -> rule.getValue().primitiveValue())
                .toList();
    }

    private static int count(String text, String word) {
        return text.split(word, -1).length - 1;
    }

    @Test
    void aDoseThatIsNotTheRegimensGoesToThePharmacist() {
        var loaded = fhir.as("pharmacist1")
                .post(
                        "PlanDefinition/$load",
                        table("regimen,name,cycle-days,drug,basis,dose,days,max-dose-mg,source\n" + "R" + run
                                + ",卡铂单药,21,CARBO150,mg,300,1,,test\n"));
        assertThat(loaded.status()).as(loaded.body()).isEqualTo(200);

        Bundle fits = submit(Translated.about(patient)
                .order("NW", placer)
                .carboplatin()
                .following("R" + run)
                .bundle());
        Bundle doubled = submit(Translated.about(patient + "x")
                .order("NW", placer + "x")
                .drug("CARBO150", 600, "mg")
                .base("NS250", 250)
                .additive("CARBO150", 600, "mg")
                .following("R" + run)
                .bundle());

        assertThat(issues(fits, 1)).isEmpty();
        assertThat(line(fits, 1).getExtensionsByUrl(Terms.NOT_CHECKED))
                .extracting(rule -> rule.getValue().primitiveValue())
                .doesNotContain("O6-regimen");
        assertThat(issues(doubled, 1)).containsExactly("dose-high");
        assertThat(noticed(doubled)).contains("卡铂单药", "+100%");
    }

    @Test
    void aTableOfRegimensIsRefusedRowByRowAndANurseLoadsNone() {
        Parameters wrong = table("regimen,name,cycle-days,drug,basis,dose,days,max-dose-mg,source\n" + "R" + run
                + ",方案,21,NOBODYS,mg/m2,300,1,,test\n");

        var refused = fhir.as("pharmacist1").post("PlanDefinition/$load", wrong);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("privileges.csv:2", "NOBODYS");
        assertThat(fhir.as("nurse1").post("PlanDefinition/$load", wrong).status())
                .isEqualTo(403);
    }

    @Test
    void anOrderWithPoorBloodCountsWaitsUntilTheDoctorLetsItGoOn() {
        Bundle first = submit(Translated.about(patient)
                .order("NW", placer)
                .drug("DEX5", 5, "mg")
                .bundle());
        observe(
                line(first, 1).getSubject().getReference(),
                "751-8",
                new Quantity().setValue(0.3).setSystem(Terms.UCUM).setCode("10*9/L"));

        Bundle answer = submit(Translated.about(patient)
                .order("NW", placer + "x")
                .carboplatin()
                .bundle());
        assertThat(issues(answer, 1)).containsExactly("lab-gate");
        MedicationRequest held = line(answer, 1);
        assertThat(held.getStatus()).isEqualTo(MedicationRequestStatus.ONHOLD);
        assertThat(held.getStatusReason().getCodingFirstRep().getCode()).isEqualTo("lab-gate");
        String bag = ((MedicationRequest) bags(answer, 1).stream()
                        .map(Bundle.BundleEntryComponent::getResource)
                        .filter(each -> ((MedicationRequest) each)
                                .getBasedOnFirstRep()
                                .getReference()
                                .endsWith(held.getIdElement().getIdPart()))
                        .findFirst()
                        .orElseThrow())
                .getIdentifierFirstRep()
                .getValue();
        assertThat(PlacedOrder.ask(fhir, bag, "accepted").body()).contains("not-active");

        Bundle released = submit(
                Translated.about(patient).order("RL", placer + "x").bare().bundle());
        assertThat(line(released, 1).getStatus()).isEqualTo(MedicationRequestStatus.DRAFT);
        assertThat(line(released, 1).hasStatusReason()).isFalse();
        PlacedOrder.move(fhir, bag, "accepted");
    }

    private void observe(String subject, String code, Type value) {
        Observation result = new Observation();
        result.setStatus(Observation.ObservationStatus.FINAL);
        result.getCode().addCoding(new Coding("http://loinc.org", code, null));
        result.setSubject(new Reference(subject));
        result.setEffective(new DateTimeType(new Date())).setValue(value);
        assertThat(fhir.as("his").post("Observation", result).status()).isEqualTo(201);
    }

    @Test
    void theSameNumberInOtherLetterCaseIsTheSamePatient() {
        Bundle upper = submit(
                Translated.about("A" + run).order("NW", placer).carboplatin().bundle());
        Bundle lower = submit(Translated.about("a" + run)
                .order("NW", placer + "x")
                .drug("DEX5", 5, "mg")
                .bundle());

        assertThat(line(lower, 1).getSubject().getReference())
                .isEqualTo(line(upper, 1).getSubject().getReference());
        assertThat(bags(upper, 1)).hasSize(2);
    }

    @Test
    void anOrderForANumberOfAnotherPersonIsNotTaken() {
        submit(Translated.about(patient).order("NW", placer).carboplatin().bundle());
        Translated mixedUp = Translated.about(patient);
        mixedUp.patient()
                .getNameFirstRep()
                .setText("别人")
                .setFamily("别")
                .getGiven()
                .clear();
        mixedUp.patient().setBirthDateElement(new DateType("2001-01-01"));

        Bundle answer = submit(mixedUp.order("NW", placer + "x").carboplatin().bundle());

        assertThat(answer.getEntry().get(0).getResponse().getStatus()).startsWith("422");
        assertThat(issues(answer, 0)).containsExactly("patient-ambiguous");
        assertThat(issues(answer, 1)).containsExactly("patient-ambiguous");
        assertThat(fhir.as("engineer1")
                        .get("Patient?identifier=" + Terms.OUTPATIENT_NUMBER + "|" + patient)
                        .body())
                .doesNotContain("别人");
    }

    @Test
    void aNumberThatOnlyLooksAlikeOfAnotherPersonIsNotTaken() {
        submit(Translated.about("A" + run).order("NW", placer).carboplatin().bundle());
        Translated other = Translated.about("a" + run);
        other.patient().setBirthDateElement(new DateType("2001-01-01"));

        assertThat(issues(submit(other.order("NW", placer + "x").carboplatin().bundle()), 1))
                .containsExactly("patient-ambiguous");
    }

    private String doctor() {
        for (int i = 1; i <= 2; i++) {
            Practitioner doctor = new Practitioner();
            doctor.setActive(true).addName().setText("医生 " + i);
            doctor.addIdentifier().setSystem(Terms.DOCTOR_CODE).setValue("D" + run + i);
            assertThat(fhir.as("admin").post("Practitioner", doctor).status()).isEqualTo(201);
        }
        return "D" + run;
    }

    private Bundle rituximab(String doctor) {
        return submit(Translated.about(patient + doctor)
                .order("NW", placer + doctor)
                .rituximab()
                .by(doctor)
                .bundle());
    }

    private OperationOutcome load(String csv) {
        var answer = fhir.as("pharmacist1").post("PractitionerRole/$load", table(csv));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.resource(OperationOutcome.class);
    }

    private static Parameters table(String csv) {
        Parameters parameters = new Parameters();
        parameters.addParameter("file", "privileges.csv");
        parameters.addParameter("csv", csv);
        return parameters;
    }

    private Bundle submit(Bundle message) {
        var answer = fhir.as("routes").post("$submit", message);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.resource(Bundle.class);
    }

    private static MedicationRequest line(Bundle answer, int entry) {
        return (MedicationRequest) answer.getEntry().get(entry).getResource();
    }

    private static List<String> issues(Bundle answer, int entry) {
        return answer.getEntry().get(entry).getResponse().getOutcome() instanceof OperationOutcome outcome
                ? outcome.getIssue().stream()
                        .map(OperationOutcomeIssueComponent::getDetails)
                        .map(details -> details.getCodingFirstRep().getCode())
                        .toList()
                : List.of();
    }

    private List<Bundle.BundleEntryComponent> bags(Bundle answer, int entry) {
        return fhir.as("engineer1")
                .get("MedicationRequest?intent=instance-order&subject="
                        + line(answer, entry).getSubject().getReference())
                .resource(Bundle.class)
                .getEntry();
    }
}
