package org.chemoloop.fhir.loop;

import java.util.EnumSet;
import java.util.Set;

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
    TAKE_BACK_MAKING("更正：未曾配制", "corrected: never prepared"),
    TAKE_BACK_RECEIPT("更正：未曾收药", "corrected: never received"),
    TAKE_BACK_START("更正：未曾用药", "corrected: never started"),
    TAKE_BACK_END("更正：尚未结束", "corrected: not ended yet");

    private final Words words;

    Move(String zh, String participle) {
        this.words = Words.of(zh, participle);
    }

    /** Whether it takes back what was recorded in error. */
    public boolean isCorrection() {
        return !takenBack().isEmpty();
    }

    /** The steps that it says have never been. */
    public Set<BagState> takenBack() {
        return switch (this) {
            case TAKE_BACK_MAKING -> EnumSet.of(BagState.PREPARED, BagState.COMPOUNDED);
            case TAKE_BACK_RECEIPT -> EnumSet.of(BagState.RECEIVED);
            case TAKE_BACK_START -> EnumSet.of(BagState.INFUSING, BagState.PAUSED);
            case TAKE_BACK_END -> EnumSet.of(BagState.COMPLETED, BagState.STOPPED);
            case REVIEW,
                    ACCEPT,
                    RELEASE,
                    PICK,
                    CHECK,
                    PREPARE,
                    COMPOUND,
                    PASS_QC,
                    DISPATCH,
                    RECEIVE,
                    DECLINE,
                    START,
                    PAUSE,
                    RESUME,
                    COMPLETE,
                    STOP,
                    NOT_GIVE,
                    RETURN,
                    DISCARD,
                    CANCEL,
                    VOID_LABEL -> EnumSet.noneOf(BagState.class);
        };
    }

    /** Whether the bag is then where the step before has left it, whichever that was. */
    public boolean leadsBack() {
        return this == TAKE_BACK_MAKING || this == TAKE_BACK_RECEIPT;
    }

    /** The step as a Chinese verb and an English participle. */
    public Words words() {
        return words;
    }
}
