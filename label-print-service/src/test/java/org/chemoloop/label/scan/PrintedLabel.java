package org.chemoloop.label.scan;

import com.google.zxing.BarcodeFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.chemoloop.label.Drawn;
import org.chemoloop.label.SampleLabels;
import org.chemoloop.label.code.BagCode;
import org.chemoloop.label.code.LabelCode;
import org.chemoloop.label.code.WristbandCode;
import org.chemoloop.label.layout.Drawing;
import org.chemoloop.label.layout.Mark;
import org.chemoloop.label.layout.Symbology;
import org.chemoloop.label.printer.LabelFormat;
import org.chemoloop.label.printer.LabelPress;
import org.chemoloop.label.render.Resolution;
import org.chemoloop.label.render.SymbolArea;
import org.chemoloop.label.typeface.Typeface;

/**
 * A label with a random code, gone all the way: template, dots, printer language, printer, and what is on the paper.
 */
record PrintedLabel(LabelCode code, Drawing drawing, Resolution resolution, BufferedImage paper) {
    private static final Typeface TYPEFACE = Typeface.bundled();
    private static final LabelPress PRESS = new LabelPress(TYPEFACE);

    static PrintedLabel any(Random random, LabelFormat way) {
        Resolution resolution = random.nextBoolean() ? Resolution.DPI_203 : Resolution.DPI_300;
        long number = random.nextLong(10_000_000_000L);
        if (random.nextInt(3) == 0) {
            WristbandCode code = WristbandCode.of(number);
            return of(code, Drawn.wristband(SampleLabels.wristband(code), TYPEFACE), resolution, way);
        }
        BagCode code = BagCode.of(number);
        return of(code, Drawn.bag(SampleLabels.carboplatin(code), TYPEFACE), resolution, way);
    }

    private static PrintedLabel of(LabelCode code, Drawing drawing, Resolution resolution, LabelFormat way) {
        byte[] file = PRESS.press(drawing, way, resolution);
        Map<LabelFormat, Function<byte[], BufferedImage>> printers = Map.of(
                LabelFormat.PNG,
                PrintedLabel::picture,
                LabelFormat.ZPL,
                zpl -> ZebraPrinter.print(zpl).get(0),
                LabelFormat.TSPL,
                tspl -> TscPrinter.print(tspl, resolution.dpi()).get(0));
        return new PrintedLabel(code, drawing, resolution, printers.get(way).apply(file));
    }

    private static BufferedImage picture(byte[] png) {
        try {
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The whole label for bars; for a matrix what a scanner's window shows when it is aimed at. */
    BufferedImage seenBy(BarcodeFormat symbology) {
        if (symbology == BarcodeFormat.CODE_128) {
            return Scanner.see(upright());
        }
        Mark.Symbol mark = drawing.pages().get(0).marks().stream()
                .filter(Mark.Symbol.class::isInstance)
                .map(Mark.Symbol.class::cast)
                .filter(symbol -> symbol.symbology() == Symbology.DATA_MATRIX)
                .findFirst()
                .orElseThrow();
        SymbolArea area = SymbolArea.of(mark, resolution);
        int side = area.modules().width() * area.dotsPerModule();
        int around = mark.symbology().quietZone() * area.dotsPerModule();
        return Scanner.see(upright(), area.x() - around, area.y() - around, side + 2 * around, side + 2 * around);
    }

    /** A band comes out of the printer on its side. */
    private BufferedImage upright() {
        boolean asDrawn = paper.getWidth() == resolution.dots(drawing.stock().width());
        return asDrawn ? paper : Scanner.turned(paper, -90);
    }
}
