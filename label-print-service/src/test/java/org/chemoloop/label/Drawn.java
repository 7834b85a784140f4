package org.chemoloop.label;

import org.chemoloop.label.content.BagLabel;
import org.chemoloop.label.content.DeliverySheet;
import org.chemoloop.label.content.PrintMark;
import org.chemoloop.label.content.WristbandLabel;
import org.chemoloop.label.layout.Drawing;
import org.chemoloop.label.layout.Stock;
import org.chemoloop.label.layout.TextMeasure;
import org.chemoloop.label.template.Facts;
import org.chemoloop.label.template.Phrases;
import org.chemoloop.label.template.Templates;

/** Labels drawn by the bundled templates. */
public final class Drawn {
    public static final Phrases CHINESE = Phrases.bundled("zh");
    public static final Phrases ENGLISH = Phrases.bundled("en");
    private static final Templates TEMPLATES = Templates.bundled();

    private Drawn() {}

    public static Drawing bag(BagLabel label, TextMeasure measure) {
        return TEMPLATES.of("bag").draw(label.facts(CHINESE), measure);
    }

    public static Drawing bag(BagLabel label, Stock stock, Phrases words, TextMeasure measure) {
        return TEMPLATES.of("bag").draw(label.facts(words), stock, measure);
    }

    public static Drawing reprinted(BagLabel label, PrintMark mark, TextMeasure measure) {
        return TEMPLATES.of("bag").draw(mark.on(label.facts(CHINESE)), measure);
    }

    public static Drawing outerBag(BagLabel label, Stock stock, Phrases words, TextMeasure measure) {
        return TEMPLATES.of("outer-bag").draw(label.facts(words), stock, measure);
    }

    public static Drawing wristband(WristbandLabel label, Stock stock, Phrases words, TextMeasure measure) {
        return TEMPLATES.of("wristband").draw(label.facts(words), stock, measure);
    }

    public static Drawing wristband(WristbandLabel label, TextMeasure measure) {
        Facts facts = label.facts(CHINESE);
        return TEMPLATES.of("wristband").draw(facts, measure);
    }

    public static Drawing delivery(DeliverySheet sheet, Stock stock, Phrases words, TextMeasure measure) {
        return TEMPLATES.of("delivery").draw(sheet.facts(words), stock, measure);
    }
}
