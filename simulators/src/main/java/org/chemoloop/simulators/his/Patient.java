package org.chemoloop.simulators.his;

/** A synthetic patient of the HIS with today's visit and seat. */
public record Patient(
        String outpatientNumber, String visitNumber, String family, String given, String born, String sex, int seat) {

    String pid() {
        return "PID|1||%s^^^HIS^MR||%s^%s||%s|%s".formatted(outpatientNumber, family, given, born, sex);
    }

    String pv1() {
        return "PV1|1|O|日间化疗中心^^%d^HOSPITAL||||D0001^医生^乙||||||||||||%s".formatted(seat, visitNumber);
    }
}
