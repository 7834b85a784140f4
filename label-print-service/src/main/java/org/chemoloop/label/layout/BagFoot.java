package org.chemoloop.label.layout;

import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The lower part of a bag label: total, rate, beyond-use time, doctor, signatures, barcode. */
final class BagFoot {
    static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private static final double SMALL = 2.6;
    private static final double SIGNATURES = 3.6;
    private static final double CODES = 9.3;
    private static final List<String> SIGNED_BY = List.of("审方", "配置", "复核", "执行/时间");

    private final BagLabel label;
    private final double left;
    private final double right;
    private final Flow summary;

    BagFoot(BagLabel label, double left, double right, TextMeasure measure) {
        this.label = label;
        this.left = left;
        this.right = right;
        this.summary = summary(measure);
    }

    double height() {
        return 0.5 + summary.height() + SIGNATURES + CODES + 0.6;
    }

    void draw(Pen pen, double top) {
        pen.line(left, top, right - left);
        summary.draw(pen, left, top + 0.5);
        double y = top + 0.5 + summary.height();
        signatures(pen, y);
        codes(pen, y + SIGNATURES);
    }

    private Flow summary(TextMeasure measure) {
        Flow flow = new Flow(measure, right - left, 3.3);
        volume().ifPresent(text -> flow.text(SMALL, text));
        if (label.rate() != null) {
            flow.text(SMALL, "滴速 " + label.rate());
        }
        if (label.prescriber() != null) {
            flow.text(SMALL, "医生 " + label.prescriber());
        }
        if (label.beyondUse() == null) {
            // Not known before it is compounded; whoever compounds it by hand writes it here.
            flow.text(SMALL, "有效期至 __________");
        } else {
            flow.inverse(SMALL, "有效期至 " + MINUTE.format(label.beyondUse()));
        }
        if (label.orderedAt() != null) {
            flow.text(SMALL, "开方 " + MINUTE.format(label.orderedAt()));
        }
        return flow;
    }

    /** The sum where every component is a volume; else only what is known: the base. */
    private Optional<String> volume() {
        List<Component> components = label.components();
        if (components.stream().allMatch(BagFoot::isVolume)) {
            return sum(components).map(text -> "总量 " + text);
        }
        return sum(components.stream()
                        .filter(component -> component.base() && isVolume(component))
                        .toList())
                .map(text -> "溶媒 " + text);
    }

    private static boolean isVolume(Component component) {
        return component.amount() != null && component.amount().isVolume();
    }

    private static Optional<String> sum(List<Component> volumes) {
        return volumes.stream()
                .map(Component::amount)
                .filter(Objects::nonNull)
                .map(Amount::value)
                .reduce(BigDecimal::add)
                .map(total -> new Amount(total, "mL").text());
    }

    private void signatures(Pen pen, double top) {
        double x = left;
        double slot = (right - left) / (SIGNED_BY.size() + 0.5);
        for (int i = 0; i < SIGNED_BY.size(); i++) {
            boolean last = i == SIGNED_BY.size() - 1;
            double width = last ? right - x : slot;
            String role = SIGNED_BY.get(i);
            double written = pen.width(role, 2.5) + 0.4;
            pen.text(x, top + 0.4, 2.5, role);
            pen.line(x + written, top + 3, width - written - 1);
            x += width;
        }
    }

    /** Code 128 for every scanner, DataMatrix for a crumpled bag; both say the same. */
    private void codes(Pen pen, double top) {
        double side = 9;
        double wide = right - left - side - 1;
        pen.linear(left, top + 0.2, wide, 6.1, label.code());
        pen.textCentred(left, wide, top + 6.4, 2.9, label.code().readable());
        pen.matrix(right - side, top + 0.2, side, label.code());
    }
}
