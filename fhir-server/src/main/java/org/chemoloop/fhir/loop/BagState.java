package org.chemoloop.fhir.loop;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a bag is in its loop: the codes of {@code cs/loop-status}, on the way to the patient in this order. */
public enum BagState {
    ORDERED("ordered", "已开方", "ordered"),
    REVIEWED("reviewed", "已审方", "reviewed"),
    ACCEPTED("accepted", "已接单", "accepted"),
    RELEASED("released", "已通知发药", "released"),
    PICKED("picked", "已摆药", "picked"),
    CHECKED("checked", "已核对", "checked"),
    PREPARED("prepared", "已配药", "prepared"),
    COMPOUNDED("compounded", "已冲配", "compounded"),
    QC_PASSED("qc-passed", "成品已复核", "quality checked"),
    DISPATCHED("dispatched", "已出仓", "dispatched"),
    RECEIVED("received", "已收药", "received"),
    INFUSING("infusing", "用药中", "infusing"),
    PAUSED("paused", "已暂停", "paused"),
    COMPLETED("completed", "已结束", "completed"),
    STOPPED("stopped", "已中止", "stopped"),
    NOT_GIVEN("not-given", "未用", "not given"),
    RETURNED("returned", "已退回", "returned"),
    DISCARDED("discarded", "已销毁", "discarded"),
    CANCELLED("cancelled", "已作废", "cancelled"),
    VOID("void", "标签已作废", "void label"),
    REJECTED("rejected", "已拒绝", "rejected");

    private static final Set<BagState> STARTED = EnumSet.of(INFUSING, PAUSED, COMPLETED, STOPPED);
    private static final Set<BagState> WITHDRAWN = EnumSet.of(CANCELLED, VOID, REJECTED);

    private final String code;
    private final Words words;

    BagState(String code, String zh, String en) {
        this.code = code;
        this.words = Words.of(zh, en);
    }

    public static Optional<BagState> ofCode(@Nullable String code) {
        return Arrays.stream(values()).filter(state -> state.code.equals(code)).findFirst();
    }

    public String code() {
        return code;
    }

    public Words words() {
        return words;
    }

    /** Whether nothing of the bag has run into a patient yet and it is still on its way. */
    public boolean isBeforeStart() {
        return compareTo(INFUSING) < 0;
    }

    /** Whether something of the bag has run into a patient. */
    public boolean isStarted() {
        return STARTED.contains(this);
    }

    /** Whether nothing more will happen to the patient from this bag. */
    public boolean isEnded() {
        return compareTo(COMPLETED) >= 0;
    }

    /** Whether the order behind the bag no longer stands. */
    public boolean isWithdrawn() {
        return WITHDRAWN.contains(this);
    }

    /** The states from {@code first} up to this one, in the order of the loop. */
    Set<BagState> since(BagState first) {
        return EnumSet.range(first, this);
    }
}
