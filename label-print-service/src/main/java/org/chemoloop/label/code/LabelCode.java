package org.chemoloop.label.code;

/** A code that is printed as a barcode: of a bag or of a wristband, never one for the other. */
public sealed interface LabelCode permits BagCode, WristbandCode {

    /** The twelve digits as they are in the barcode. */
    String digits();

    /** The digits in the groups in which people read and key them. */
    default String readable() {
        return digits().substring(0, 4) + " " + digits().substring(4, 8) + " " + digits().substring(8);
    }
}
