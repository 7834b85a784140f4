package org.chemoloop.label.desk;

import java.util.Map;
import java.util.Optional;
import org.chemoloop.label.chart.BagAnswer;
import org.chemoloop.label.chart.BagChart;
import org.chemoloop.label.chart.WristbandAnswer;
import org.chemoloop.label.chart.WristbandChart;
import org.chemoloop.label.code.BagCode;
import org.chemoloop.label.code.WristbandCode;
import org.chemoloop.label.content.PrintMark;
import org.chemoloop.label.fhir.FhirServerAwayException;
import org.chemoloop.label.fhir.NotAllowedException;
import org.chemoloop.label.layout.Drawing;
import org.chemoloop.label.printer.LabelPress;
import org.chemoloop.label.template.Facts;
import org.chemoloop.label.template.Phrases;
import org.chemoloop.label.template.Template;
import org.chemoloop.label.template.Templates;
import org.chemoloop.label.typeface.Typeface;
import org.jspecify.annotations.Nullable;

/** Looks a code up with the rights of whoever asks, and draws its label. */
public final class LabelDesk {
    private final BagChart bags;
    private final WristbandChart wristbands;
    private final Templates templates;
    private final Typeface typeface;
    private final LabelPress press;
    private final Map<String, Phrases> languages = Map.of("zh", Phrases.bundled("zh"), "en", Phrases.bundled("en"));

    public LabelDesk(BagChart bags, WristbandChart wristbands, Templates templates, Typeface typeface) {
        this.bags = bags;
        this.wristbands = wristbands;
        this.templates = templates;
        this.typeface = typeface;
        this.press = new LabelPress(typeface);
    }

    /** A bag, its outer bag or a wristband; what is none of them has no code to look up. */
    public Looked look(LabelKind kind, String code, String token) throws FhirServerAwayException, NotAllowedException {
        return switch (kind) {
            case BAG, OUTER_BAG -> bag(kind, code, token);
            case WRISTBAND -> wristband(code, token);
            case DELIVERY -> new Looked.Refused(Refusal.UNKNOWN_BATCH, code);
        };
    }

    public MadeLabel make(Looked.Found found, LabelForm form, @Nullable PrintMark mark) {
        Template template = templates.of(found.kind().code());
        Phrases words = languages.get(form.language());
        if (words == null) {
            throw new IllegalArgumentException("no words in " + form.language());
        }
        Facts facts = found.facts().apply(words);
        Facts marked = mark == null ? facts : mark.on(facts);
        Drawing drawing = form.stock()
                .map(stock -> template.draw(marked, stock, typeface))
                .orElseGet(() -> template.draw(marked, typeface));
        byte[] file = press.press(drawing, form.format(), form.resolution(), form.nativeBarcodes());
        return new MadeLabel(
                file, template.name(), drawing.stock(), drawing.pages().size());
    }

    private Looked bag(LabelKind kind, String code, String token) throws FhirServerAwayException, NotAllowedException {
        Optional<BagCode> bag = BagCode.parse(code);
        if (bag.isEmpty()) {
            return new Looked.Refused(Refusal.UNREADABLE_CODE, code);
        }
        BagAnswer answer = bags.look(bag.get(), token);
        if (answer instanceof BagAnswer.Found found) {
            return kind == LabelKind.OUTER_BAG && !found.label().isCytotoxic()
                    ? new Looked.Refused(Refusal.NOT_CYTOTOXIC, code)
                    : new Looked.Found(kind, code, found.label()::facts, found.order());
        }
        if (answer instanceof BagAnswer.NoLongerUsed ended) {
            return ended.replacedBy() == null
                    ? new Looked.Refused(Refusal.VOID_LABEL, ended.step())
                    : new Looked.Refused(Refusal.REPLACED_BAG, ended.replacedBy());
        }
        return new Looked.Refused(Refusal.UNKNOWN_BAG, code);
    }

    private Looked wristband(String code, String token) throws FhirServerAwayException, NotAllowedException {
        Optional<WristbandCode> wristband = WristbandCode.parse(code);
        if (wristband.isEmpty()) {
            return new Looked.Refused(Refusal.UNREADABLE_CODE, code);
        }
        WristbandAnswer answer = wristbands.look(wristband.get(), token);
        if (answer instanceof WristbandAnswer.Found found) {
            return new Looked.Found(LabelKind.WRISTBAND, code, found.label()::facts, found.patient());
        }
        return answer instanceof WristbandAnswer.Replaced
                ? new Looked.Refused(Refusal.REPLACED_WRISTBAND, code)
                : new Looked.Refused(Refusal.UNKNOWN_WRISTBAND, code);
    }
}
