package org.chemoloop.label.chart;

import org.chemoloop.label.layout.WristbandLabel;

/** What the chart says about a wristband. */
public sealed interface WristbandAnswer {

    /** A patient wears this code. */
    record Found(WristbandLabel label) implements WristbandAnswer {}

    /** No patient ever had this code. */
    record Unknown() implements WristbandAnswer {}

    /** The patient has a newer wristband; this one is not printed again. */
    record Replaced() implements WristbandAnswer {}
}
