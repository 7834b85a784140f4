package org.chemoloop.simulators.day;

import java.util.Map;

/** How a step of {@code cs/loop-status} looks in a terminal. */
record StepColour(String chinese, String ansi) {

    private static final String PLAIN = "0";
    private static final String YELLOW = "30;43";
    private static final String GREEN = "30;42";
    private static final String GREY = "90";
    private static final String RED = "97;41";

    static final StepColour REFUSED = new StepColour("拒绝", RED);

    private static final Map<String, StepColour> STEPS = Map.of(
            "ordered", new StepColour("已开方", PLAIN),
            "accepted", new StepColour("已接单", PLAIN),
            "released", new StepColour("通知发药", PLAIN),
            "prepared", new StepColour("已配药", YELLOW),
            "compounded", new StepColour("已冲配", YELLOW),
            "qc-passed", new StepColour("已复核", YELLOW),
            "dispatched", new StepColour("已出仓", PLAIN),
            "received", new StepColour("已收药", PLAIN),
            "infusing", new StepColour("用药中", GREEN),
            "completed", new StepColour("已结束", GREY));

    static StepColour of(String step) {
        return STEPS.getOrDefault(step, new StepColour(step, PLAIN));
    }

    /** The step as a coloured field of the given width; a Chinese character is two columns wide. */
    String field(int columns) {
        return "\u001b[" + ansi + "m" + padded(" " + chinese, columns) + "\u001b[0m";
    }

    static String padded(String text, int columns) {
        int width = text.chars().map(c -> c < 0x2e80 ? 1 : 2).sum();
        return text + " ".repeat(Math.max(0, columns - width));
    }
}
