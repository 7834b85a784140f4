package org.chemoloop.routes.announce;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import org.chemoloop.routes.translate.Translation;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What PIVAS hears of a message that orders one bag, once the FHIR side has made the bag as it makes every simple one.
 */
public final class BagOrdered {
    private static final String BASE = "https://chemoloop.org/fhir/";
    private static final String BAG_CODE = "800000000013";
    private static final Instant COMMITTED = Instant.parse("2026-11-24T00:00:01Z");

    private BagOrdered() {}

    /** Nothing unless the message orders exactly one bag, once, with its components under one order. */
    public static byte @Nullable [] announced(Translation.Translated translated, ZoneId zone) {
        List<MedicationRequest> lines = all(translated.bundle(), MedicationRequest.class);
        boolean oneBag = lines.size() == 1
                && translated.orders().get(0).orderControl().equals("NW")
                && lines.get(0).getContained().stream()
                        .anyMatch(contained -> contained instanceof Medication medication && medication.hasIngredient())
                && lines.get(0)
                                .getDosageInstructionFirstRep()
                                .getTiming()
                                .getRepeat()
                                .getCount()
                        == 1;
        return oneBag
                ? new OrderToPivas(new Opening("PIVAS", "HOSPITAL", zone))
                        .write(new LoopEvent(event(translated.bundle(), lines.get(0))), "NW")
                : null;
    }

    private static Bundle event(Bundle stored, MedicationRequest line) {
        Bundle event = new Bundle();
        event.setType(BundleType.MESSAGE);
        event.setIdentifier(new Identifier()
                .setSystem(BASE + "sid/event")
                .setValue("of " + stored.getIdentifier().getValue()));
        event.setTimestamp(Date.from(COMMITTED));
        event.addEntry()
                .setResource(
                        new MessageHeader().setEvent(new Coding(BASE + "CodeSystem/loop-event", "bag-ordered", null)));
        event.addEntry().setResource(bag(line));
        event.addEntry().setResource(line.copy().setId("line"));
        event.addEntry().setResource(all(stored, Patient.class).get(0).copy().setId("patient"));
        all(stored, Encounter.class)
                .forEach(visit -> event.addEntry().setResource(visit.copy().setId("visit")));
        return event;
    }

    private static MedicationRequest bag(MedicationRequest line) {
        MedicationRequest bag = line.copy();
        bag.setId("bag-" + BAG_CODE);
        bag.setIntent(MedicationRequestIntent.INSTANCEORDER);
        bag.setIdentifier(List.of(new Identifier().setSystem(BASE + "sid/bag").setValue(BAG_CODE)));
        Dosage dosage = bag.getDosageInstructionFirstRep();
        dosage.getDoseAndRate().removeIf(dose -> !dose.hasRate());
        dosage.getDoseAndRate().forEach(dose -> dose.setDose(null));
        dosage.getTiming()
                .addEvent(dosage.getTiming().getRepeat().getBoundsPeriod().getStart())
                .setRepeat(null);
        return bag;
    }

    private static <T extends Resource> List<T> all(Bundle bundle, Class<T> type) {
        return bundle.getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
