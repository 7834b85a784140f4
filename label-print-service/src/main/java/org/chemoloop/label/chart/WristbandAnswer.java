package org.chemoloop.label.chart;

import org.chemoloop.label.content.WristbandLabel;

/** What the chart says about a wristband. */
public sealed interface WristbandAnswer {

    /**
     * A patient wears this code.
     *
     * @param patient reference of the Patient
     */
    record Found(WristbandLabel label, String patient) implements WristbandAnswer {}

    /** No patient ever had this code. */
    record Unknown() implements WristbandAnswer {}

    /** The patient has a newer wristband; this one is not printed again. */
    record Replaced() implements WristbandAnswer {}
}
