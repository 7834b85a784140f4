package org.chemoloop.fhir.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chemoloop.fhir.loop.DecisionAssert.decision;

import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.Decision;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Person;
import org.chemoloop.fhir.scan.Ward.Ordered;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class BagMovesIT extends OnTheWard {

    private static final Person ROUTES = new Person("routes", Set.of("routes"));
    private static final Source MESSAGE =
            new Source(new Identifier().setSystem(Systems.BASE + "/sid/message").setValue("PIVAS|HOSPITAL|K7"));

    @Autowired
    BagMoves moves;

    @Autowired
    IHapiTransactionService transactions;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void whatThePivasReportsIsOnTheBagWithItsLotAndBeyondUseTime() {
        Ordered bag = devices.accepted(ward.bag(ward.patient(), "NS250", "CARBO150"));
        Instant beyondUse = Instant.parse("2099-01-01T08:00:00Z");

        decision(inTransaction(() -> moves.report(bag.code(), told(bag, "compounded", beyondUse), ROUTES, MESSAGE)))
                .movesTo(BagState.COMPOUNDED);

        MedicationRequest order = ward.read(MedicationRequest.class, bag.id());
        Medication contents = (Medication) order.getContained().get(0);
        assertThat(contents.getBatch().getExpirationDate()).isEqualTo(Date.from(beyondUse));
        assertThat(contents.getBatch().getLotNumber()).isEqualTo("LOT7");
        MedicationDispense dispense = ward.read(MedicationDispense.class, bag.id());
        assertThat(dispense.getPerformerFirstRep().getActor().getDisplay()).isEqualTo("药师丁");
        assertThat(dispense.getIdentifier()).hasSize(2);
        assertThat(dispense.getSubject().getReference())
                .isEqualTo("Patient/" + bag.patient().id());
        assertThat(ward.search(Provenance.class, "target=MedicationDispense/" + bag.id()))
                .singleElement()
                .satisfies(provenance -> assertThat(provenance
                                .getEntityFirstRep()
                                .getWhat()
                                .getIdentifier()
                                .getValue())
                        .isEqualTo("PIVAS|HOSPITAL|K7"));
        decision(inTransaction(() -> moves.report(bag.code(), told(bag, "compounded", beyondUse), ROUTES, MESSAGE)))
                .changesNothing();
    }

    @Test
    void noLaterStepProlongsTheBeyondUseTime() {
        Ordered bag = devices.accepted(ward.bag(ward.patient(), "NS250", "DEX5"));
        Instant beyondUse = Instant.parse("2099-01-01T08:00:00Z");
        inTransaction(() -> moves.report(bag.code(), told(bag, "compounded", beyondUse), ROUTES, MESSAGE));

        Instant later = beyondUse.plus(Duration.ofDays(30));
        decision(inTransaction(() -> moves.report(bag.code(), told(bag, "qc-passed", later), ROUTES, MESSAGE)))
                .movesTo(BagState.QC_PASSED);
        assertThat(beyondUse(bag)).isEqualTo(beyondUse);
        Instant earlier = beyondUse.minus(Duration.ofHours(2));
        inTransaction(() -> moves.report(bag.code(), told(bag, "dispatched", earlier), ROUTES, MESSAGE));
        assertThat(beyondUse(bag)).isEqualTo(earlier);

        MedicationDispense receipt = Devices.dispense("nurse1", bag.code(), MedicationDispenseStatus.COMPLETED);
        Medication said = new Medication();
        said.setId("said");
        said.getBatch().setExpirationDate(Date.from(later));
        receipt.addContained(said);
        receipt.setMedication(new Reference("#said"));
        assertThat(fhir.as("nurse1")
                        .put("MedicationDispense?identifier=" + Systems.BAG + "|" + bag.code(), receipt)
                        .status())
                .isEqualTo(200);
        assertThat(ward.stateOf(bag)).isEqualTo("received");
        assertThat(beyondUse(bag)).isEqualTo(earlier);
    }

    private Instant beyondUse(Ordered bag) {
        MedicationRequest order = ward.read(MedicationRequest.class, bag.id());
        return ((Medication) order.getContained().get(0))
                .getBatch()
                .getExpirationDate()
                .toInstant();
    }

    @Test
    void aPivasMayNotCompoundBeforeTheRelease() {
        Ordered bag = ward.bag(ward.patient(), "NS250", "CARBO150");

        decision(inTransaction(() -> moves.report(bag.code(), told(bag, "compounded", null), ROUTES, MESSAGE)))
                .isRefusedAs(LoopIssue.WRONG_STATE);

        assertThat(ward.stateOf(bag)).isEqualTo("ordered");
    }

    @Test
    void codesOfNoBagAreRefused() {
        MedicationDispense told = new MedicationDispense();
        decision(inTransaction(() -> moves.report("12", told, ROUTES, MESSAGE))).isRefusedAs(LoopIssue.UNREADABLE_CODE);
        decision(inTransaction(() -> moves.report(BagCode.mint(9_999_999_998L).value(), told, ROUTES, MESSAGE)))
                .isRefusedAs(LoopIssue.UNKNOWN_BAG);
    }

    @Test
    void anOrderIsWithdrawnUntilTheBagRuns() {
        Ordered bag = devices.received(ward.bag(ward.patient(), "NS250", "DEX5"));
        decision(inTransaction(() -> moves.cancel(new BagCode(bag.code()), ROUTES, MESSAGE)))
                .movesTo(BagState.CANCELLED);
        assertThat(ward.read(MedicationRequest.class, bag.id()).getStatus())
                .isEqualTo(MedicationRequestStatus.CANCELLED);
        assertThat(events(bag)).endsWith("bag-cancelled");
        Refused.assertRefused(devices.startAlone("nurse1", bag.code(), bag.wristband()), "not-active");

        Ordered running = devices.received(ward.bag(ward.patient(), "NS250", "DEX5"));
        devices.startAlone("nurse1", running.code(), running.wristband());
        decision(inTransaction(() -> moves.cancel(new BagCode(running.code()), ROUTES, MESSAGE)))
                .isRefusedAs(LoopIssue.WRONG_STATE);
        assertThat(ward.stateOf(running)).isEqualTo("infusing");
    }

    @Test
    void aVoidLabelIsRefusedAtEveryScan() {
        Ordered bag = devices.accepted(ward.bag(ward.patient(), "NS250", "DEX5"));
        decision(inTransaction(() -> moves.voidLabel(new BagCode(bag.code()), ROUTES, MESSAGE)))
                .movesTo(BagState.VOID);

        Refused.assertRefused(devices.prepare("nurse1", bag), "void-label");
    }

    private Decision inTransaction(Supplier<Decision> move) {
        return transactions.withRequest(OwnWrite.request()).execute(move::get);
    }

    private List<String> events(Ordered bag) {
        return jdbc.queryForList(
                "select event from loop.outbox where patient = ? order by sequence",
                String.class,
                bag.patient().id());
    }

    private static MedicationDispense told(Ordered bag, String step, Instant beyondUse) {
        MedicationDispense dispense = new MedicationDispense();
        dispense.setStatus(MedicationDispenseStatus.PREPARATION);
        dispense.addIdentifier(Ward.identifier("bag", bag.code()));
        dispense.addIdentifier(Ward.identifier("filler-order", "F" + bag.code()));
        dispense.addExtension(Systems.LOOP_STEP, new CodeType(step));
        dispense.addPerformer()
                .setActor(new Reference()
                        .setIdentifier(Ward.identifier("pivas-staff", "PH1"))
                        .setDisplay("药师丁"));
        dispense.setWhenPrepared(Date.from(Instant.now().minus(Duration.ofMinutes(1))));
        Medication contents = new Medication();
        contents.setId("medication");
        contents.getBatch().setLotNumber("LOT7");
        if (beyondUse != null) {
            contents.getBatch().setExpirationDate(Date.from(beyondUse));
        }
        dispense.addContained(contents);
        dispense.setMedication(new Reference("#medication"));
        return dispense;
    }
}
