package org.chemoloop.fhir.loop;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.chemoloop.fhir.loop.rule.Weight;
import org.jspecify.annotations.Nullable;

/** Why a step or an order may be refused or flagged: the codes of {@code cs/loop-issue}. */
public enum LoopIssue {
    UNREADABLE_CODE(Weight.HARD, "条码无法识别", "code cannot be read"),
    UNKNOWN_BAG(Weight.HARD, "没有这袋药", "bag is not known"),
    UNKNOWN_WRISTBAND(Weight.HARD, "没有这条腕带", "wristband is not known"),
    WRONG_PATIENT(Weight.HARD, "不是这位患者的药", "bag is not for this patient"),
    NOT_ACTIVE(Weight.HARD, "医嘱已停止或作废", "order is no longer active"),
    VOID_LABEL(Weight.HARD, "标签已作废", "label is void"),
    WRONG_STATE(Weight.HARD, "当前状态不允许此操作", "step is not possible now"),
    ALREADY_DONE(Weight.HARD, "此步骤已完成", "step was already taken"),
    NOT_RECEIVED(Weight.HARD, "尚未收药", "bag was not received"),
    BEYOND_USE(Weight.HARD, "已超过使用期限", "bag is past its beyond-use time"),
    SAME_PERSON(Weight.HARD, "核对人与执行人相同", "second person is the same person"),
    WITNESS_REQUIRED(Weight.HARD, "需要第二人核对", "a second person must confirm"),
    NOT_PRIVILEGED(Weight.HARD, "没有权限", "not privileged"),
    INCOMPATIBLE_DILUENT(Weight.HARD, "溶媒不相容", "diluent is incompatible"),
    ROUTE_FORBIDDEN(Weight.HARD, "给药途径禁用", "route is forbidden"),
    PATIENT_AMBIGUOUS(Weight.HARD, "患者身份不唯一", "patient is ambiguous"),
    OUTSIDE_WINDOW(Weight.SOFT, "不在计划时间内", "outside the planned time"),
    SEQUENCE(Weight.SOFT, "用药顺序不符", "out of sequence"),
    RATE_DEVIATION(Weight.SOFT, "滴速偏离医嘱", "rate deviates from the order"),
    VITALS_MISSING(Weight.SOFT, "缺少生命体征", "vital signs are missing"),
    LAB_GATE(Weight.SOFT, "检验结果未达要求", "laboratory results are not sufficient"),
    KEYED_NOT_SCANNED(Weight.SOFT, "手工输入而非扫码", "keyed instead of scanned"),
    CLOCK_SKEW(Weight.SOFT, "设备时间不准", "device clock is off"),
    DUPLICATE_DRUG(Weight.SOFT, "重复用药", "drug is ordered twice"),
    DOSE_HIGH(Weight.SOFT, "剂量偏高", "dose is high"),
    UNKNOWN_DRUG(Weight.SOFT, "药品目录中没有此药", "drug is not in the catalogue"),
    UNKNOWN_PRESCRIBER(Weight.SOFT, "没有这位开方医生", "prescriber is not known"),
    UNKNOWN_UNIT(Weight.SOFT, "单位无法识别", "unit is not known"),
    CATEGORY_MISMATCH(Weight.SOFT, "处方类别不符", "drug does not fit the kind of prescription"),
    BSA_STALE(Weight.SOFT, "体表面积需重新测量", "body surface has to be measured again"),
    CUMULATIVE_DOSE(Weight.SOFT, "累积剂量超限", "lifetime dose is exceeded"),
    CYCLE_TOO_EARLY(Weight.SOFT, "周期间隔过短", "cycle is too early"),
    ALLERGY(Weight.SOFT, "过敏史", "patient is allergic"),
    INTERACTION(Weight.SOFT, "配伍禁忌", "drugs do not go together"),
    PRESCRIPTION_FORM(Weight.SOFT, "处方不合规范", "prescription is not in form"),
    NURSES_BUSY(Weight.SOFT, "护士忙不过来", "nurses are busy"),
    SEAT_TAKEN(Weight.HARD, "座位已被占用", "seat is taken");

    private final Weight weight;
    private final Words words;

    LoopIssue(Weight weight, String zh, String en) {
        this.weight = weight;
        this.words = Words.of(zh, en);
    }

    public static Optional<LoopIssue> ofCode(@Nullable String code) {
        return Arrays.stream(values())
                .filter(issue -> issue.code().equals(code))
                .findFirst();
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Words words() {
        return words;
    }

    /** What it weighs where no rule says otherwise. */
    public Weight weight() {
        return weight;
    }

    /** Soft issues let a person go on who gives a reason. */
    public boolean isSoft() {
        return weight == Weight.SOFT;
    }
}
