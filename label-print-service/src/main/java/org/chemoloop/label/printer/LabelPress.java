package org.chemoloop.label.printer;

import java.util.List;
import org.chemoloop.label.layout.Drawing;
import org.chemoloop.label.layout.Stock;
import org.chemoloop.label.render.Bitmap;
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

    /** Barcodes as dots, as they were tested. */
    public byte[] press(Drawing drawing, LabelFormat format, Resolution resolution) {
        return press(drawing, format, resolution, false);
    }

    /** With {@code nativeBarcodes}, a printer that can draws the barcodes itself. */
    public byte[] press(Drawing drawing, LabelFormat format, Resolution resolution, boolean nativeBarcodes) {
        return switch (format) {
            case PNG -> PngFile.of(dots.print(drawing, resolution), resolution);
            case ZPL ->
                ZplFile.of(pages(drawing, resolution, nativeBarcodes), natives(drawing, resolution, nativeBarcodes));
            case TSPL ->
                TsplFile.of(
                        asItLeaves(drawing),
                        pages(drawing, resolution, nativeBarcodes),
                        natives(drawing, resolution, nativeBarcodes));
            case PDF -> pdf.of(drawing, resolution);
        };
    }

    private List<Bitmap> pages(Drawing drawing, Resolution resolution, boolean nativeBarcodes) {
        List<Bitmap> pages = dots.print(drawing, resolution, symbol -> !nativeBarcodes || !NativeSymbol.has(symbol));
        return drawing.lengthwise() ? pages.stream().map(Bitmap::turned).toList() : pages;
    }

    private static List<List<NativeSymbol>> natives(Drawing drawing, Resolution resolution, boolean wanted) {
        return wanted ? NativeSymbol.of(drawing, resolution) : NativeSymbol.none(drawing);
    }

    private static Stock asItLeaves(Drawing drawing) {
        Stock stock = drawing.stock();
        return drawing.lengthwise() ? new Stock(stock.height(), stock.width()) : stock;
    }
}
