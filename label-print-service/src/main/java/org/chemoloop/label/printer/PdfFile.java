package org.chemoloop.label.printer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.chemoloop.label.layout.Drawing;
import org.chemoloop.label.layout.Ink;
import org.chemoloop.label.layout.Mark;
import org.chemoloop.label.render.Resolution;
import org.chemoloop.label.render.SymbolArea;
import org.chemoloop.label.typeface.Typeface;

/** PDF with selectable text, the used characters of the typeface embedded, bars as sharp rectangles. */
final class PdfFile {
    private static final float POINTS = 72 / 25.4f;

    private final Typeface typeface;

    PdfFile(Typeface typeface) {
        this.typeface = typeface;
    }

    /** One at a time: the parsed font is shared, and PDFBox moves about in its file. */
    synchronized byte[] of(Drawing drawing, Resolution resolution) {
        try (PDDocument document = new PDDocument()) {
            // PDFBox would make the id from the time of day; the same label is the same file.
            document.setDocumentId(1L);
            PDFont font = PDType0Font.load(document, typeface.font(), true);
            float width = points(drawing.stock().width());
            float height = points(drawing.stock().height());
            for (Drawing.Page page : drawing.pages()) {
                PDPage sheet = new PDPage(new PDRectangle(width, height));
                document.addPage(sheet);
                try (PDPageContentStream content = new PDPageContentStream(document, sheet)) {
                    Sheet drawn = new Sheet(content, font, typeface, height, resolution);
                    for (Mark mark : page.marks()) {
                        drawn.draw(mark);
                    }
                }
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static float points(double millimetres) {
        return (float) (millimetres * POINTS);
    }

    /** PDF's origin is the lower left corner, ours the upper left. */
    private record Sheet(
            PDPageContentStream content, PDFont font, Typeface typeface, float height, Resolution resolution) {

        void draw(Mark mark) throws IOException {
            if (mark instanceof Mark.Text text) {
                ink(text.ink());
                content.beginText();
                content.setFont(font, points(text.size()));
                content.newLineAtOffset(points(text.x()), height - points(text.y()));
                content.showText(typeface.printable(text.text()));
                content.endText();
            } else if (mark instanceof Mark.Fill fill) {
                ink(fill.ink());
                rectangle(fill.x(), fill.y(), fill.width(), fill.height());
                content.fill();
            } else if (mark instanceof Mark.Triangle triangle) {
                ink(triangle.ink());
                content.moveTo(points(triangle.x() + triangle.width() / 2), height - points(triangle.y()));
                float base = height - points(triangle.y() + triangle.height());
                content.lineTo(points(triangle.x() + triangle.width()), base);
                content.lineTo(points(triangle.x()), base);
                content.closePath();
                content.fill();
            } else if (mark instanceof Mark.Symbol symbol) {
                symbol(SymbolArea.of(symbol, resolution));
            }
        }

        private void symbol(SymbolArea symbol) throws IOException {
            ink(Ink.BLACK);
            double dot = 1 / resolution.dotsPerMillimetre();
            for (SymbolArea.Run run : symbol.runs()) {
                rectangle(run.x() * dot, run.y() * dot, run.width() * dot, run.height() * dot);
            }
            content.fill();
        }

        private void rectangle(double x, double y, double width, double tall) throws IOException {
            content.addRect(points(x), height - points(y + tall), points(width), points(tall));
        }

        private void ink(Ink ink) throws IOException {
            content.setNonStrokingColor(
                    switch (ink) {
                        case BLACK -> 0f;
                        case WHITE -> 1f;
                    });
        }
    }
}
