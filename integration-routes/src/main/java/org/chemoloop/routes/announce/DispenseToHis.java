package org.chemoloop.routes.announce;

import java.util.stream.Collectors;
import org.chemoloop.routes.answer.SegmentWriter;
import org.hl7.fhir.r4.model.Dosage.DosageDoseAndRateComponent;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Quantity;

/** Writes RDS^O13: the bag has left the PIVAS, for every prescription line in it. */
public final class DispenseToHis {
    private final Opening opening;

    public DispenseToHis(Opening opening) {
        this.opening = opening;
    }

    byte[] write(LoopEvent event) {
        MedicationDispense made =
                event.dispense().orElseThrow(() -> new IllegalArgumentException("the event has no MedicationDispense"));
        SegmentWriter message = opening.of(event, "RDS", "O13");
        int number = 0;
        for (MedicationRequest line : event.lines()) {
            number++;
            OrderOfHis.orc(opening, line)
                    .text(5, "IP")
                    .time(9, event.at())
                    .raw(12, opening.person(event, line.getRequester()))
                    .components(25, "dispatched", "出仓")
                    .writeTo(message);
            rxd(event, line, made, number).writeTo(message);
            // RXD of 2.5 has no field for a barcode.
            opening.segment("NTE")
                    .text(1, "1")
                    .text(2, "P")
                    .text(3, "袋码 " + event.bagCode())
                    .writeTo(message);
            opening.segment("RXR")
                    .concept(1, line.getDosageInstructionFirstRep().getRoute())
                    .writeTo(message);
        }
        return Fields.bytes(message);
    }

    private Fields rxd(LoopEvent event, MedicationRequest line, MedicationDispense made, int number) {
        Medication drug = event.medication(line.getMedication(), line.getContained());
        Medication bag = batch(event, made);
        return opening.segment("RXD")
                .text(1, String.valueOf(number))
                .concept(2, drug.getCode())
                .time(3, made.hasWhenPrepared() ? made.getWhenPrepared().toInstant() : event.at())
                .quantity(4, 5, ordered(line))
                .text(7, Fields.orEmpty(line.getGroupIdentifier().getValue()))
                .raw(
                        10,
                        made.getPerformer().stream()
                                .map(performer -> opening.person(event, performer.getActor()))
                                .filter(person -> !person.isEmpty())
                                .distinct()
                                .collect(Collectors.joining("~")))
                .text(18, bag.getBatch().getLotNumber())
                .time(19, bag.getBatch().getExpirationDate());
    }

    /** The lot and beyond-use time: as dispensed, or as the bag knows them. */
    private static Medication batch(LoopEvent event, MedicationDispense made) {
        Medication dispensed = event.medication(made.getMedication(), made.getContained());
        return dispensed.hasBatch()
                ? dispensed
                : event.medication(event.bag().getMedication(), event.bag().getContained());
    }

    private static Quantity ordered(MedicationRequest line) {
        DosageDoseAndRateComponent dose = line.getDosageInstructionFirstRep().getDoseAndRateFirstRep();
        return dose.hasDoseQuantity() ? dose.getDoseQuantity() : new Quantity();
    }
}
