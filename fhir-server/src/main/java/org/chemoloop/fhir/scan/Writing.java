package org.chemoloop.fhir.scan;

import java.util.Date;
import java.util.List;
import org.chemoloop.fhir.loop.BagState;
import org.chemoloop.fhir.loop.Move;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * What is known when a step is written down.
 *
 * @param told the step that was taken or told late
 * @param late whether the bag has moved on meanwhile
 * @param stored the resource of the same kind as it is stored, if there is one
 * @param first who took the step
 * @param seconds who looked on
 * @param expectedEnd when the bag will be empty, where rate and volume are known
 * @param stableUntil until when the catalogue lets the bag be used that was prepared now; null where it does not say
 * @param offline whether the scan waited in a device
 */
record Writing(
        Move move,
        BagState told,
        boolean late,
        BagRecord record,
        @Nullable DomainResource stored,
        Reference first,
        List<Reference> seconds,
        Date occurred,
        Date recorded,
        @Nullable Date expectedEnd,
        @Nullable Date stableUntil,
        boolean offline,
        Merge merge) {

    MedicationRequest bag() {
        return record.bag();
    }

    Reference bagReference() {
        return new Reference("MedicationRequest/" + Systems.idOf(record.code()));
    }

    /** A copy of the contents, to be contained in what happened with them. */
    Medication contents() {
        return record.medication().copy();
    }
}
