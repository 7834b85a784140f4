package org.chemoloop.fhir.loop;

/** A step that somebody takes with a bag. */
public enum Move {
    REVIEW("审方", "reviewed"),
    ACCEPT("接单", "accepted"),
    RELEASE("通知发药", "released"),
    PICK("摆药", "picked"),
    CHECK("核对", "checked"),
    PREPARE("配药", "prepared"),
    COMPOUND("冲配", "compounded"),
    PASS_QC("成品复核", "quality checked"),
    DISPATCH("出仓", "dispatched"),
    RECEIVE("收药", "received"),
    DECLINE("拒收", "declined"),
    START("用药", "started"),
    PAUSE("暂停", "paused"),
    RESUME("继续用药", "resumed"),
    COMPLETE("结束", "completed"),
    STOP("中止", "stopped"),
    NOT_GIVE("不用药", "recorded as not given"),
    RETURN("退药", "returned"),
    DISCARD("销毁", "discarded"),
    CANCEL("作废", "cancelled"),
    VOID_LABEL("标签作废", "voided"),
    TAKE_BACK_START("更正：未曾用药", "corrected: never started"),
    TAKE_BACK_END("更正：尚未结束", "corrected: not ended yet");

    private final Words words;

    Move(String zh, String participle) {
        this.words = Words.of(zh, participle);
    }

    /** Whether it takes back what was recorded in error. */
    public boolean isCorrection() {
        return this == TAKE_BACK_START || this == TAKE_BACK_END;
    }

    /** The step as a Chinese verb and an English participle. */
    public Words words() {
        return words;
    }
}
