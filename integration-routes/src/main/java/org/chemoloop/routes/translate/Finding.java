package org.chemoloop.routes.translate;

/**
 * What is wrong with a message and how to correct it, ready for an ERR segment.
 *
 * @param ack what it does to the answer; {@code AA} for a warning
 * @param code HL7 table 0357, e.g. {@code 101}
 * @param severity ERR-4: {@code E} or {@code W}
 * @param location ERR-2: {@code SEG^sequence^field^repetition^component}
 * @param sentence says in English what to correct
 */
public record Finding(Ack ack, String code, String severity, String location, String sentence) {
    public static final String SEGMENT_SEQUENCE = "100";
    public static final String REQUIRED_FIELD = "101";
    public static final String DATA_TYPE = "102";
    public static final String TABLE_VALUE = "103";
    public static final String MESSAGE_TYPE = "200";
    public static final String EVENT = "201";
    public static final String PROCESSING_ID = "202";
    public static final String VERSION = "203";
    public static final String DUPLICATE_KEY = "205";
    public static final String INTERNAL = "207";

    public static Finding error(String code, String location, String sentence) {
        return new Finding(Ack.AE, code, "E", location, sentence);
    }

    public static Finding reject(String code, String location, String sentence) {
        return new Finding(Ack.AR, code, "E", location, sentence);
    }

    public static Finding warning(String code, String location, String sentence) {
        return new Finding(Ack.AA, code, "W", location, sentence);
    }

    public boolean isError() {
        return ack != Ack.AA;
    }
}
