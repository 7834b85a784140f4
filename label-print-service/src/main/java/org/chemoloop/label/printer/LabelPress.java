package org.chemoloop.label.printer;

import org.chemoloop.label.layout.Drawing;
import org.chemoloop.label.render.DotPrinter;
import org.chemoloop.label.render.Resolution;
import org.chemoloop.label.typeface.Typeface;

/** Writes a drawing in the language of a printer or a viewer; the same drawing gives the same bytes. */
public final class LabelPress {
    private final DotPrinter dots;
    private final PdfFile pdf;

    public LabelPress(Typeface typeface) {
        this.dots = new DotPrinter(typeface);
        this.pdf = new PdfFile(typeface);
    }

    public byte[] press(Drawing drawing, LabelFormat format, Resolution resolution) {
        return switch (format) {
            case PNG -> PngFile.of(dots.print(drawing, resolution), resolution);
            case ZPL -> ZplFile.of(dots.print(drawing, resolution));
            case TSPL -> TsplFile.of(drawing.stock(), dots.print(drawing, resolution));
            case PDF -> pdf.of(drawing, resolution);
        };
    }
}
