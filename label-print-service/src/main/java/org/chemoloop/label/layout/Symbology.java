package org.chemoloop.label.layout;

/** The symbols that stand on labels, with the light margin that each of them needs on every side. */
public enum Symbology {
    /**
     * Digit pairs (code set C): twelve digits in 101 modules. ISO/IEC 15417 asks for ten light modules at both ends.
     */
    CODE_128(10),
    /** Twelve digits in 14 x 14 modules with error correction (ECC 200). ISO/IEC 16022 asks for one; two are safer. */
    DATA_MATRIX(2),
    /** The same with a leading FNC1: GS1 element strings such as (8018) for the patient. */
    GS1_DATA_MATRIX(2),
    /** For phones and cameras. ISO/IEC 18004 asks for four. */
    QR(4);

    private final int quietZone;

    Symbology(int quietZone) {
        this.quietZone = quietZone;
    }

    public int quietZone() {
        return quietZone;
    }

    public boolean linear() {
        return this == CODE_128;
    }
}
