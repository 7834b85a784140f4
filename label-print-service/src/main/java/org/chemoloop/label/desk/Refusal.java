package org.chemoloop.label.desk;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why no label is given, with a sentence for the person who asked; {@code {0}} is what was asked for. */
public enum Refusal {
    NO_TOKEN(401, "请先登录：请求没有带有效的令牌。", "Sign in first: the request carries no valid token."),
    NOT_ALLOWED(403, "您没有查看或打印这张标签的权限。", "You may not see or print this label."),
    UNREADABLE_CODE(
            400,
            "条码 {0} 不可读：袋码是 8 开头、腕带码是 9 开头的 12 位数字，末位为校验码。请重新扫描。",
            "The code {0} is unreadable: a bag code is 12 digits beginning with 8, a wristband code with 9, the last a check"
                    + " digit. Scan again."),
    UNKNOWN_FORMAT(404, "没有 {0} 格式的标签，只有 png、pdf、zpl、tspl。", "There is no label as {0}, only as png, pdf, zpl, tspl."),
    UNKNOWN_STOCK(
            400,
            "标签尺寸 {0} 不可用：请写成 宽x高（毫米），例如 70x50，并且足够放下内容。",
            "The stock {0} can't be used: write width x height in millimetres, such as 70x50, with room for the contents."),
    UNKNOWN_RESOLUTION(400, "打印精度 {0} 不支持，只有 203 和 300 dpi。", "There is no resolution {0}, only 203 and 300 dpi."),
    UNKNOWN_BAG(404, "没有编号为 {0} 的输液袋。", "There is no bag {0}."),
    UNKNOWN_WRISTBAND(404, "没有编号为 {0} 的腕带。", "There is no wristband {0}."),
    REPLACED_WRISTBAND(409, "腕带 {0} 已换新，不再打印；请打印新腕带。", "The wristband {0} was replaced; print the new one."),
    VOID_LABEL(409, "这个条码已经不再使用（{0}），不能打印标签。", "This code is no longer used ({0}); it gets no label."),
    REPLACED_BAG(
            409, "这个条码已作废，由 {0} 代替；请打印并使用新标签。", "This code is void: it was replaced by {0}. Print and use that label."),
    NOT_CYTOTOXIC(409, "药袋 {0} 不含细胞毒药物，不需要外袋标签。", "Bag {0} holds nothing cytotoxic, so it has no outer label."),
    UNKNOWN_BATCH(404, "没有编号为 {0} 的批次。", "There is no batch {0}."),
    UNKNOWN_PRINTER(404, "没有名为 {0} 的打印机。", "There is no printer {0}."),
    UNKNOWN_KIND(
            400,
            "不能打印 {0}，只有 bag、outer-bag、wristband、delivery。",
            "Nothing of the kind {0} is printed, only bag, outer-bag, wristband, delivery."),
    ALREADY_PRINTED(
            409, "{0} 的标签已经打印过；确需重打，请填写原因。", "The label of {0} was printed before; to print it again, give a reason."),
    ID_TAKEN(409, "编号 {0} 已用于另一个打印任务。", "The id {0} belongs to another print job."),
    UNKNOWN_JOB(404, "没有编号为 {0} 的打印任务。", "There is no print job {0}."),
    NOT_IN_DOUBT(409, "打印任务 {0} 不需要确认。", "The print job {0} is not in doubt."),
    NOT_WAITING(409, "打印任务 {0} 已在打印或已结束，不能撤回。", "The print job {0} is on its way or over: it can't be withdrawn."),
    MISSING_FIELD(400, "缺少 {0}。", "{0} is missing."),
    QUEUE_AWAY(
            503,
            "打印队列暂时不可用，标签没有打印；请稍后再试。",
            "The print queue is not available, so nothing was printed; try again in a moment."),
    UNKNOWN_LANGUAGE(400, "标签没有 {0} 语言版本，只有 zh 和 en。", "There are no labels in {0}, only in zh and en."),
    NO_GLYPH(
            422,
            "字库里没有“{0}”字，标签不能打印；请联系药学信息科补字。",
            "The typeface has no character {0}, so the label can't be printed; ask for it to be added."),
    FHIR_SERVER_AWAY(
            503,
            "数据服务暂时不可用，标签不能生成；请稍后再试。",
            "The FHIR server is not available, so the label can't be made; try again in a moment.");

    private final int status;
    private final String chinese;
    private final String english;

    Refusal(int status, String chinese, String english) {
        this.status = status;
        this.chinese = chinese;
        this.english = english;
    }

    /** The reason as a code for programs, as {@code cs/loop-issue} writes them. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public int status() {
        return status;
    }

    public String sentence(boolean inEnglish, @Nullable String about) {
        String sentence = inEnglish ? english : chinese;
        return about == null ? sentence : sentence.replace("{0}", about);
    }
}
