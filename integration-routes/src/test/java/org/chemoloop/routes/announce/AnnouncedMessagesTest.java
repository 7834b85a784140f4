package org.chemoloop.routes.announce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.model.v25.message.RAS_O17;
import ca.uhn.hl7v2.model.v25.message.RDE_O11;
import ca.uhn.hl7v2.model.v25.message.RDS_O13;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.apache.camel.component.hl7.HL7Converter;
import org.chemoloop.routes.LoopEvents;
import org.chemoloop.routes.conform.StrictOut;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each event beside the message that a counterpart hears of it: src/test/resources/announced/NAME.hl7.
 *
 * <p>Run with {@code -Dapprove=true} to write the files anew, then read the difference.
 */
class AnnouncedMessagesTest {
    private static final Path APPROVED = Path.of("src/test/resources/announced");
    private static final String EVENT = "0d5a3b54-3f0e-4f7e-9f5a-1c2d3e4f5a6b";

    private final LoopEvents events = new LoopEvents("800000000044", "M12193215", "P1");
    private final Opening pivas = new Opening("PIVAS", "HOSPITAL", ZoneId.of("Asia/Shanghai"));
    private final Opening his = new Opening("HIS", "HOSPITAL", ZoneId.of("Asia/Shanghai"));

    @TestFactory
    Stream<DynamicTest> everyEventMakesTheApprovedMessage() {
        return Stream.of(EventCode.values())
                .map(code -> DynamicTest.dynamicTest(code.code(), () -> {
                    String written = new String(write(code), UTF_8).replace('\r', '\n');
                    Path file = APPROVED.resolve(code.code() + ".hl7");
                    if (Boolean.getBoolean("approve")) {
                        Files.createDirectories(APPROVED);
                        Files.writeString(file, written);
                    }
                    assertThat(written).isEqualTo(Files.readString(file));
                    assertThat(new StrictOut().complaints(HL7Converter.toMessage(StrictOut.text(write(code)))))
                            .isEmpty();
                }));
    }

    private byte[] write(EventCode code) {
        LoopEvent event = new LoopEvent(event(code));
        return switch (code) {
            case BAG_ORDERED -> new OrderToPivas(pivas).write(event, "NW");
            case BAG_RELEASED -> new OrderToPivas(pivas).write(event, "RL");
            case BAG_CHANGED -> new OrderToPivas(pivas).write(event, "XO");
            case BAG_CANCELLED -> new OrderToPivas(pivas).write(event, "CA");
            case BAG_DISPATCHED -> new DispenseToHis(his).write(event);
            case INFUSION_STARTED,
                    INFUSION_PAUSED,
                    INFUSION_RESUMED,
                    INFUSION_COMPLETED,
                    INFUSION_STOPPED,
                    INFUSION_NOT_GIVEN,
                    START_TAKEN_BACK,
                    END_TAKEN_BACK -> new AdministrationToHis(his, (bag, id, told, takesBack) -> 2).write(event, code);
            case APPOINTMENT_BOOKED -> new AppointmentToHis(his).write(event, "S12");
            case APPOINTMENT_MOVED -> new AppointmentToHis(his).write(event, "S13");
            case APPOINTMENT_CANCELLED -> new AppointmentToHis(his).write(event, "S15");
        };
    }

    private Bundle event(EventCode code) {
        return switch (code) {
            case BAG_ORDERED, BAG_RELEASED, BAG_CHANGED, BAG_CANCELLED -> events.bag(code.code(), EVENT);
            case BAG_DISPATCHED -> events.dispatched(EVENT);
            case INFUSION_STARTED, INFUSION_RESUMED ->
                events.administration(code.code(), EVENT, MedicationAdministrationStatus.INPROGRESS, false);
            case START_TAKEN_BACK ->
                events.administration(code.code(), EVENT, MedicationAdministrationStatus.ENTEREDINERROR, false);
            case INFUSION_PAUSED, END_TAKEN_BACK ->
                events.administration(code.code(), EVENT, MedicationAdministrationStatus.ONHOLD, false);
            case INFUSION_COMPLETED ->
                events.administration(code.code(), EVENT, MedicationAdministrationStatus.COMPLETED, true);
            case INFUSION_STOPPED ->
                events.administration(code.code(), EVENT, MedicationAdministrationStatus.STOPPED, true);
            case INFUSION_NOT_GIVEN ->
                events.administration(code.code(), EVENT, MedicationAdministrationStatus.NOTDONE, false);
            case APPOINTMENT_BOOKED, APPOINTMENT_MOVED ->
                events.appointment(code.code(), EVENT, AppointmentStatus.BOOKED);
            case APPOINTMENT_CANCELLED -> events.appointment(code.code(), EVENT, AppointmentStatus.CANCELLED);
        };
    }

    /** A strict reader of HL7 2.5 finds every segment where the standard has it. */
    @Test
    void aReaderOfTheStandardUnderstandsThem() throws Exception {
        try (DefaultHapiContext strict = new DefaultHapiContext(ValidationContextFactory.noValidation())) {
            RDE_O11 order = (RDE_O11) strict.getPipeParser().parse(new String(write(EventCode.BAG_ORDERED), UTF_8));
            assertThat(order.getORDER()
                            .getORC()
                            .getPlacerOrderNumber()
                            .getEntityIdentifier()
                            .getValue())
                    .isEqualTo("800000000044");
            assertThat(order.getORDER().getRXCReps()).isEqualTo(3);
            assertThat(order.getORDER().getTIMING_ENCODEDReps()).isEqualTo(1);
            assertThat(order.getNonStandardNames()).isEmpty();

            RAS_O17 given =
                    (RAS_O17) strict.getPipeParser().parse(new String(write(EventCode.INFUSION_STARTED), UTF_8));
            assertThat(given.getORDERReps()).isEqualTo(2);
            assertThat(given.getORDER(1)
                            .getADMINISTRATION()
                            .getRXA()
                            .getAdministrationSubIDCounter()
                            .getValue())
                    .isEqualTo("2");
            assertThat(given.getNonStandardNames()).isEmpty();

            RDS_O13 made = (RDS_O13) strict.getPipeParser().parse(new String(write(EventCode.BAG_DISPATCHED), UTF_8));
            assertThat(made.getORDERReps()).isEqualTo(2);
            assertThat(made.getORDER().getRXD().getSubstanceLotNumber(0).getValue())
                    .isEqualTo("LOT7");
            assertThat(made.getNonStandardNames()).isEmpty();
        }
    }

    @Test
    void aChangedBagNamesTheOneWhosePlaceItTakes() {
        Bundle changed = event(EventCode.BAG_CHANGED);
        changed.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(MedicationRequest.class::isInstance)
                .map(MedicationRequest.class::cast)
                .filter(order -> order.getIntent() == MedicationRequest.MedicationRequestIntent.INSTANCEORDER)
                .forEach(bag -> bag.setPriorPrescription(new Reference("MedicationRequest/bag-800000000051")));

        String written = new String(new OrderToPivas(pivas).write(new LoopEvent(changed), "XO"), UTF_8);

        assertThat(written).contains("|P1^800000000051|");
    }

    @Test
    void theSameEventAlwaysHasTheSameControlId() {
        assertThat(Opening.controlId(EVENT)).isEqualTo(Opening.controlId(EVENT)).hasSize(20);
        assertThat(Opening.controlId(EVENT)).isNotEqualTo(Opening.controlId("another"));
    }
}
