package org.chemoloop.routes.answer;

/** ORC-1 of an answer: HL7 table 0119 by what was asked and whether it was granted. */
final class OrderResponse {
    private OrderResponse() {}

    static String to(String asked, boolean accepted) {
        return switch (asked) {
            case "CA" -> accepted ? "CR" : "UC";
            case "DC" -> accepted ? "DR" : "UD";
            case "HD" -> accepted ? "HR" : "UH";
            case "RL" -> accepted ? "OR" : "UR";
            case "RP" -> accepted ? "RQ" : "UM";
            case "XO" -> accepted ? "XR" : "UX";
            case "SN" -> accepted ? "NA" : "UA";
            case "SS" -> accepted ? "SR" : "UA";
            default -> accepted ? "OK" : "UA";
        };
    }
}
