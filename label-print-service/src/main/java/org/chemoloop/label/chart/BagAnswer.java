package org.chemoloop.label.chart;

import org.chemoloop.label.layout.BagLabel;

/** What the chart says about a bag. */
public sealed interface BagAnswer {

    /** There is such a bag and this is on its label. */
    record Found(BagLabel label) implements BagAnswer {}

    /** Nobody ever ordered a bag with this code. */
    record Unknown() implements BagAnswer {}

    /** The bag must not be used any more, so it gets no label; {@code step} is its step in words. */
    record NoLongerUsed(String step) implements BagAnswer {}
}
