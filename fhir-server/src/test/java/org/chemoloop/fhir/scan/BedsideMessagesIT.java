package org.chemoloop.fhir.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chemoloop.fhir.loop.DecisionAssert.decision;

import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import java.util.Date;
import java.util.Set;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.Decision;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Person;
import org.chemoloop.fhir.scan.Ward.Ordered;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** RAS^O17 in: a system at the bedside tells of an infusion, and is judged as a scan is. */
class BedsideMessagesIT extends OnTheWard {

    private static final Person ROUTES = new Person("routes", Set.of("routes"));
    private static final Source MESSAGE =
            new Source(new Identifier().setSystem(Systems.BASE + "/sid/message").setValue("PUMP|HOSPITAL|K8"));

    @Autowired
    BagMoves moves;

    @Autowired
    IHapiTransactionService transactions;

    @Test
    void aWholeInfusionIsTold() {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS250", "DEX5"));

        decision(told(bag, bag, MedicationAdministrationStatus.INPROGRESS)).movesTo(BagState.INFUSING);
        decision(told(bag, bag, MedicationAdministrationStatus.ONHOLD)).movesTo(BagState.PAUSED);
        decision(told(bag, bag, MedicationAdministrationStatus.INPROGRESS)).movesTo(BagState.INFUSING);
        decision(told(bag, bag, MedicationAdministrationStatus.COMPLETED)).movesTo(BagState.COMPLETED);
        decision(told(bag, bag, MedicationAdministrationStatus.COMPLETED)).changesNothing();

        MedicationAdministration given = ward.read(MedicationAdministration.class, bag.id());
        assertThat(given.getStatus()).isEqualTo(MedicationAdministrationStatus.COMPLETED);
        assertThat(given.getSubject().getReference())
                .isEqualTo("Patient/" + bag.patient().id());
        assertThat(given.getPerformer())
                .singleElement()
                .satisfies(nurse ->
                        assertThat(nurse.getActor().getIdentifier().getValue()).isEqualTo("nurse1"));
        assertThat(given.getEffectivePeriod().hasEnd()).isTrue();
        assertThat(ward.search(Provenance.class, "target=MedicationAdministration/" + bag.id()))
                .hasSize(4)
                .allSatisfy(provenance -> assertThat(provenance
                                .getEntityFirstRep()
                                .getWhat()
                                .getIdentifier()
                                .getValue())
                        .isEqualTo("PUMP|HOSPITAL|K8"));
    }

    @Test
    void thePatientWhomThePumpKnowsMustBeTheBags() {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS250", "DEX5"));
        Ordered other = ward.bag(ward.patient(), "NS250", "DEX5");

        decision(told(bag, other, MedicationAdministrationStatus.INPROGRESS)).isRefusedAs(LoopIssue.WRONG_PATIENT);

        assertThat(ward.neverStarted(bag)).isTrue();
    }

    @Test
    void whoStartsMustBeAllowedToAndACytotoxicNeedsTheSecondPersonsOwnToken() {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS250", "CARBO150"));

        decision(told(bag, bag, MedicationAdministrationStatus.INPROGRESS, "pharmacist1", null))
                .isRefusedAs(LoopIssue.NOT_PRIVILEGED);
        decision(told(bag, bag, MedicationAdministrationStatus.INPROGRESS, "nobody", null))
                .isRefusedAs(LoopIssue.NOT_PRIVILEGED);
        decision(told(bag, bag, MedicationAdministrationStatus.INPROGRESS, "nurse1", "nurse2"))
                .isRefusedAs(LoopIssue.WITNESS_REQUIRED);
        assertThat(ward.neverStarted(bag)).isTrue();

        devices.confirm("nurse2", bag.code(), bag.wristband());
        decision(told(bag, bag, MedicationAdministrationStatus.INPROGRESS, "nurse1", "nurse2"))
                .movesTo(BagState.INFUSING);
    }

    @Test
    void aBagThatHasNotArrivedIsNotStarted() {
        Ordered bag = devices.accepted(ward.bag(ward.patient(), "NS250", "DEX5"));

        decision(told(bag, bag, MedicationAdministrationStatus.INPROGRESS)).isRefusedAs(LoopIssue.NOT_RECEIVED);
    }

    @Test
    void aStopTellsHowMuchRanInAndWhy() {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS250", "DEX5"));
        told(bag, bag, MedicationAdministrationStatus.INPROGRESS);

        decision(told(bag, bag, MedicationAdministrationStatus.STOPPED)).movesTo(BagState.STOPPED);

        MedicationAdministration given = ward.read(MedicationAdministration.class, bag.id());
        assertThat(given.getDosage().getDose().getValue()).isEqualByComparingTo("80");
        assertThat(given.getStatusReasonFirstRep().getText()).isEqualTo("输液反应");
    }

    private Decision told(Ordered bag, Ordered patientOf, MedicationAdministrationStatus status) {
        return told(bag, patientOf, status, "nurse1", null);
    }

    private Decision told(
            Ordered bag, Ordered patientOf, MedicationAdministrationStatus status, String user, String witness) {
        MedicationAdministration told = Devices.start(bag.code(), null, user, witness);
        String patient = patientOf.patient().id();
        told.setStatus(status).setSubject(new Reference("Patient/" + patient));
        if (status == MedicationAdministrationStatus.COMPLETED || status == MedicationAdministrationStatus.STOPPED) {
            told.setEffective(new Period().setStart(new Date()).setEnd(new Date()));
        }
        if (status == MedicationAdministrationStatus.STOPPED) {
            told.addStatusReason().setText("输液反应");
            told.getDosage().setDose(new Quantity(80).setUnit("mL"));
        }
        return transactions
                .withRequest(OwnWrite.request())
                .execute(() -> moves.administer(bag.code(), patient, told, ROUTES, MESSAGE));
    }
}
