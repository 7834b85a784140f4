package org.chemoloop.label.content;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.chemoloop.label.template.Facts;
import org.chemoloop.label.template.Line;
import org.chemoloop.label.template.Phrases;
import org.jspecify.annotations.Nullable;

/**
 * One drug line of a bag: the base (溶媒) or an additive.
 *
 * @param strength 规格 where the prescription says it
 * @param packs so many bottles or bags of the product as the prescription says it, e.g. {@code 4瓶}
 * @param vial what one pack of the product holds, by the catalogue
 */
public record Component(
        @Nullable String name,
        boolean base,
        @Nullable Amount amount,
        @Nullable String strength,
        @Nullable String packs,
        @Nullable Amount vial) {

    public static Component base(String name, Amount amount) {
        return new Component(name, true, amount, null, null, null);
    }

    public static Component additive(String name, Amount amount) {
        return new Component(name, false, amount, null, null, null);
    }

    public Component ofStrength(String said) {
        return new Component(name, base, amount, said, packs, vial);
    }

    public Component inPacks(String said) {
        return new Component(name, base, amount, strength, said, vial);
    }

    public Component fromVialsOf(Amount content) {
        return new Component(name, base, amount, strength, packs, content);
    }

    /** Some of the last pack is left over: whoever prepares it must measure. */
    boolean isPartialVial() {
        return vials().filter(count -> count.scale() > 0).isPresent();
    }

    Line line(Phrases words) {
        String known = name == null ? words.word("unknown-drug") : name;
        String text = strength == null ? known : known + " " + strength;
        return new Line(
                base ? new Facts(words).with("text", text).say("line-base").get(0) : text,
                dose(words),
                isPartialVial());
    }

    private String dose(Phrases words) {
        String dose = amount == null ? "" : amount.text(words);
        String opened = packs == null ? opened(words) : "(" + packs + ")";
        return dose.isEmpty() || opened.isEmpty() ? dose + opened : dose + " " + opened;
    }

    /** So many packs have to be opened. */
    private String opened(Phrases words) {
        return vials().map(count -> count.setScale(0, RoundingMode.CEILING).toPlainString())
                .map(count -> new Facts(words)
                        .with("vials", count)
                        .say(base ? "vials-base" : "vials-additive")
                        .get(0))
                .orElse("");
    }

    private Optional<BigDecimal> vials() {
        return amount == null || vial == null ? Optional.empty() : amount.in(vial);
    }
}
