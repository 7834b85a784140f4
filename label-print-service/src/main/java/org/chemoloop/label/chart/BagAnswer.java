package org.chemoloop.label.chart;

import org.chemoloop.label.content.BagLabel;
import org.jspecify.annotations.Nullable;

/** What the chart says about a bag. */
public sealed interface BagAnswer {

    /**
     * There is such a bag and this is on its label.
     *
     * @param order reference of its MedicationRequest
     */
    record Found(BagLabel label, String order) implements BagAnswer {}

    /** Nobody ever ordered a bag with this code. */
    record Unknown() implements BagAnswer {}

    /**
     * The bag must not be used any more, so it gets no label.
     *
     * @param step its step in words
     * @param replacedBy the code of the bag that took its place
     */
    record NoLongerUsed(String step, @Nullable String replacedBy) implements BagAnswer {}
}
