package org.chemoloop.label.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chemoloop.label.Drawn;
import org.chemoloop.label.SampleLabels;
import org.chemoloop.label.barcode.Modules;
import org.chemoloop.label.barcode.Symbols;
import org.chemoloop.label.code.WristbandCode;
import org.chemoloop.label.layout.Drawing;
import org.chemoloop.label.layout.Mark;
import org.chemoloop.label.layout.Stock;
import org.chemoloop.label.layout.Symbology;
import org.chemoloop.label.scan.Scanner;
import org.chemoloop.label.typeface.Typeface;
import org.junit.jupiter.api.Test;

class LabelPixelsTest {
    private static final Typeface TYPEFACE = Typeface.bundled();
    private static final DotPrinter PRINTER = new DotPrinter(TYPEFACE);
    private static final WristbandCode BAND = WristbandCode.of(12193215);

    private static List<Drawing> oneOfEach() {
        return List.of(
                Drawn.bag(SampleLabels.carboplatin(), TYPEFACE),
                Drawn.bag(SampleLabels.of(40), TYPEFACE),
                Drawn.outerBag(SampleLabels.carboplatin(), new Stock(80, 60), Drawn.CHINESE, TYPEFACE),
                Drawn.wristband(SampleLabels.wristband(BAND), TYPEFACE),
                Drawn.wristband(SampleLabels.wristband(BAND), new Stock(19, 279), Drawn.CHINESE, TYPEFACE),
                Drawn.wristband(SampleLabels.gs1Wristband(BAND), TYPEFACE),
                Drawn.delivery(SampleLabels.delivery(5), new Stock(70, 90), Drawn.CHINESE, TYPEFACE));
    }

    @Test
    void twoDrugsThreeWarningsAndANoteFitOnTheShortStock() {
        assertThat(Drawn.bag(SampleLabels.noted("慢滴"), TYPEFACE).stock()).isEqualTo(new Stock(70, 50));
    }

    @Test
    void everyModuleIsTheSameWholeNumberOfDots() {
        for (Drawing drawing : oneOfEach()) {
            for (Resolution resolution : Resolution.values()) {
                assertThat(symbols(drawing, resolution)).isNotEmpty().allSatisfy(symbol -> {
                    assertThat(symbol.dotsPerModule()).isGreaterThanOrEqualTo(2);
                    assertThat(symbol.runs())
                            .allSatisfy(run -> assertThat(run.width() % symbol.dotsPerModule())
                                    .isZero());
                    assertThat(symbol.dotsPerModule() / resolution.dotsPerMillimetre())
                            .as("millimetres per module")
                            .isGreaterThanOrEqualTo(0.25);
                });
            }
        }
    }

    @Test
    void theQuietZonesHoldNoInk() {
        for (Drawing drawing : oneOfEach()) {
            for (Resolution resolution : Resolution.values()) {
                Bitmap label = PRINTER.print(drawing, resolution).get(0);
                symbols(drawing, resolution).forEach(symbol -> assertQuiet(label, symbol));
            }
        }
    }

    private static void assertQuiet(Bitmap label, SymbolArea symbol) {
        Symbology symbology = symbol.mark().symbology();
        int quiet = symbology.quietZone() * symbol.dotsPerModule();
        int right = symbol.x() + symbol.modules().width() * symbol.dotsPerModule();
        int bottom = symbol.y() + symbol.modules().height() * symbol.moduleHeight();
        int above = symbology.linear() ? 0 : quiet;
        for (int y = symbol.y() - above; y < bottom + above; y++) {
            for (int x = symbol.x() - quiet; x < right + quiet; x++) {
                boolean inside = x >= symbol.x() && x < right && y >= symbol.y() && y < bottom;
                if (!inside && x >= 0 && y >= 0 && x < label.width() && y < label.height()) {
                    assertThat(label.black(x, y))
                            .as("%s at %d,%d beside %s", symbology, x, y, symbol.mark())
                            .isFalse();
                }
            }
        }
    }

    @Test
    void codeSetCPutsTwelveDigitsIntoOneHundredAndOneModules() {
        assertThat(Symbols.encode(Symbology.CODE_128, "800000000044").width()).isEqualTo(101);
        assertThat(Symbols.encode(Symbology.DATA_MATRIX, "800000000044").width())
                .isEqualTo(14);
    }

    @Test
    void aGs1WristbandSaysTheServiceRelationAndTheBand() {
        String elements = SampleLabels.gs1Wristband(BAND).gs1().elements();

        assertThat(read(Symbols.encode(Symbology.GS1_DATA_MATRIX, elements), BarcodeFormat.DATA_MATRIX))
                .get()
                .asString()
                .contains("801869012340012193215")
                .endsWith("\u001d80191");
    }

    @Test
    void theNumberOfABatchIsReadFromTheQrCode() {
        assertThat(read(Symbols.encode(Symbology.QR, "20261124-03"), BarcodeFormat.QR_CODE))
                .contains("20261124-03");
    }

    private static Optional<String> read(Modules modules, BarcodeFormat format) {
        int dot = 6;
        BufferedImage image =
                new BufferedImage(modules.width() * dot, modules.height() * dot, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.getRaster().setSample(x, y, 0, modules.dark(x / dot, y / dot) ? 0 : 255);
            }
        }
        return Scanner.read(Scanner.see(image), format);
    }

    private static List<SymbolArea> symbols(Drawing drawing, Resolution resolution) {
        return drawing.pages().stream()
                .limit(1)
                .flatMap(page -> page.marks().stream())
                .flatMap(mark -> mark instanceof Mark.Symbol symbol ? Stream.of(symbol) : Stream.empty())
                .map(symbol -> SymbolArea.of(symbol, resolution))
                .toList();
    }
}
