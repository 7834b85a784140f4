package org.chemoloop.label.render;

import java.awt.geom.Path2D;
import java.util.List;
import java.util.function.Predicate;
import org.chemoloop.label.layout.Drawing;
import org.chemoloop.label.layout.Ink;
import org.chemoloop.label.layout.Mark;
import org.chemoloop.label.layout.Stock;
import org.chemoloop.label.typeface.Typeface;

/** Turns drawings into bitmaps; the same drawing gives the same dots on every machine. */
public final class DotPrinter {
    private final Typeface typeface;
    private final GlyphCache glyphs;

    public DotPrinter(Typeface typeface) {
        this.typeface = typeface;
        this.glyphs = new GlyphCache(typeface);
    }

    /** One bitmap per page. */
    public List<Bitmap> print(Drawing drawing, Resolution resolution) {
        return print(drawing, resolution, symbol -> true);
    }

    /** Only with those barcodes that the printer doesn't draw itself. */
    public List<Bitmap> print(Drawing drawing, Resolution resolution, Predicate<Mark.Symbol> drawn) {
        return drawing.pages().stream()
                .map(page -> print(drawing.stock(), page, resolution, drawn))
                .toList();
    }

    private Bitmap print(Stock stock, Drawing.Page page, Resolution resolution, Predicate<Mark.Symbol> drawn) {
        Bitmap bitmap = new Bitmap(resolution.dots(stock.width()), resolution.dots(stock.height()));
        for (Mark mark : page.marks()) {
            if (mark instanceof Mark.Text text) {
                text(bitmap, text, resolution);
            } else if (mark instanceof Mark.Fill fill) {
                fill(bitmap, fill, resolution);
            } else if (mark instanceof Mark.Triangle triangle) {
                triangle(bitmap, triangle, resolution);
            } else if (mark instanceof Mark.Symbol symbol && drawn.test(symbol)) {
                symbol(bitmap, SymbolArea.of(symbol, resolution));
            }
        }
        return bitmap;
    }

    private void text(Bitmap bitmap, Mark.Text text, Resolution resolution) {
        double em = resolution.exactDots(text.size());
        int baseline = resolution.dots(text.y());
        double x = resolution.exactDots(text.x());
        for (int glyph : typeface.glyphs(text.text())) {
            glyphs.dots(glyph, em).draw(bitmap, (int) Math.round(x), baseline, text.ink() == Ink.BLACK);
            x += typeface.advance(glyph) * em;
        }
    }

    private static void fill(Bitmap bitmap, Mark.Fill fill, Resolution resolution) {
        int x = resolution.dots(fill.x());
        int y = resolution.dots(fill.y());
        bitmap.fill(
                x,
                y,
                resolution.dots(fill.x() + fill.width()) - x,
                resolution.dots(fill.y() + fill.height()) - y,
                fill.ink() == Ink.BLACK);
    }

    private static void symbol(Bitmap bitmap, SymbolArea symbol) {
        for (SymbolArea.Run run : symbol.runs()) {
            bitmap.fill(run.x(), run.y(), run.width(), run.height(), true);
        }
    }

    private static void triangle(Bitmap bitmap, Mark.Triangle triangle, Resolution resolution) {
        Path2D outline = new Path2D.Double();
        outline.moveTo(resolution.exactDots(triangle.width() / 2), 0);
        outline.lineTo(resolution.exactDots(triangle.width()), resolution.exactDots(triangle.height()));
        outline.lineTo(0, resolution.exactDots(triangle.height()));
        outline.closePath();
        OutlineFill.dots(outline)
                .draw(
                        bitmap,
                        resolution.dots(triangle.x()),
                        resolution.dots(triangle.y()),
                        triangle.ink() == Ink.BLACK);
    }
}
