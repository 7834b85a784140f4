package org.chemoloop.fhir.order;

/**
 * ORC-1: what the HIS asks for.
 *
 * @see <a href="https://terminology.hl7.org/CodeSystem-v2-0119.html">HL7 table 0119</a>
 */
enum OrderControl {
    /** NW, RO, PA, CH. */
    PLACE,
    /** XO. */
    CHANGE,
    /** RP. */
    REPLACE,
    /** CA. */
    CANCEL,
    /** DC. */
    DISCONTINUE,
    /** HD. */
    HOLD,
    /** RL. */
    RELEASE_HOLD,
    /** SN. */
    SEND_NUMBER,
    /** SS. */
    SEND_STATUS,
    /** A word of the table that a HIS has no reason to send us. */
    OTHER;

    static OrderControl of(String code) {
        return switch (code) {
            case "NW", "RO", "PA", "CH" -> PLACE;
            case "XO" -> CHANGE;
            case "RP" -> REPLACE;
            case "CA" -> CANCEL;
            case "DC" -> DISCONTINUE;
            case "HD" -> HOLD;
            case "RL" -> RELEASE_HOLD;
            case "SN" -> SEND_NUMBER;
            case "SS" -> SEND_STATUS;
            default -> OTHER;
        };
    }
}
