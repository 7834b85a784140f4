package org.chemoloop.routes.answer;

/** MSH-9 of an answer, by the message it answers. */
record MessageType(String code, String event, String structure, boolean aboutOrders) {

    static MessageType answering(String code, String event) {
        boolean old = event.equals("O01") || event.equals("O02");
        return switch (code) {
            case "ORM" -> orders("ORR", "O02");
            case "OMP" -> orders("ORP", "O10");
            case "RDE" -> orders("RRE", old ? "O02" : "O12");
            case "RDS" -> orders("RRD", old ? "O02" : "O14");
            case "RAS" -> orders("RRA", old ? "O02" : "O18");
            default -> acknowledging(event);
        };
    }

    static MessageType acknowledging(String event) {
        return new MessageType("ACK", event, "ACK", false);
    }

    private static MessageType orders(String code, String event) {
        return new MessageType(code, event, code + "_" + event, true);
    }

    /** MSH-9.3 came with 2.3.1. */
    String field(String version, SegmentWriter writer) {
        if (event.isEmpty()) {
            return code;
        }
        return version.compareTo("2.3.1") < 0
                ? writer.components(code, event)
                : writer.components(code, event, structure);
    }
}
