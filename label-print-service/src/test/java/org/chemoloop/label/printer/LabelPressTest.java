package org.chemoloop.label.printer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.chemoloop.label.Drawn;
import org.chemoloop.label.SampleLabels;
import org.chemoloop.label.code.WristbandCode;
import org.chemoloop.label.layout.Drawing;
import org.chemoloop.label.render.Bitmap;
import org.chemoloop.label.render.DotPrinter;
import org.chemoloop.label.render.Resolution;
import org.chemoloop.label.scan.TscPrinter;
import org.chemoloop.label.scan.ZebraPrinter;
import org.chemoloop.label.typeface.MissingGlyphException;
import org.chemoloop.label.typeface.Typeface;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LabelPressTest {
    private static final Typeface TYPEFACE = Typeface.bundled();
    private static final DotPrinter DOTS = new DotPrinter(TYPEFACE);
    private static final Drawing LABEL = Drawn.bag(SampleLabels.carboplatin(), TYPEFACE);
    private static final Drawing PAGES = Drawn.bag(SampleLabels.of(40), TYPEFACE);

    private final LabelPress press = new LabelPress(TYPEFACE);

    @ParameterizedTest
    @EnumSource(LabelFormat.class)
    void theSameLabelIsTheSameFile(LabelFormat format) {
        Typeface again = Typeface.bundled();
        byte[] other =
                new LabelPress(again).press(Drawn.bag(SampleLabels.carboplatin(), again), format, Resolution.DPI_203);

        assertThat(press.press(LABEL, format, Resolution.DPI_203)).isEqualTo(other);
    }

    @Test
    void aZebraPrinterBurnsExactlyTheDotsOfTheLabel() {
        assertThat(burnt(ZebraPrinter.print(press.press(LABEL, LabelFormat.ZPL, Resolution.DPI_203))))
                .isEqualTo(dots(LABEL, Resolution.DPI_203));
        assertThat(burnt(ZebraPrinter.print(press.press(PAGES, LabelFormat.ZPL, Resolution.DPI_300))))
                .isEqualTo(dots(PAGES, Resolution.DPI_300));
    }

    @Test
    void aTscPrinterBurnsExactlyTheDotsOfTheLabel() {
        byte[] file = press.press(LABEL, LabelFormat.TSPL, Resolution.DPI_203);

        assertThat(new String(file, ISO_8859_1))
                .startsWith("SIZE 70 mm,50 mm\r\nGAP 2 mm,0 mm\r\n")
                .endsWith("PRINT 1,1\r\n");
        assertThat(burnt(TscPrinter.print(file, 203))).isEqualTo(dots(LABEL, Resolution.DPI_203));
        assertThat(burnt(TscPrinter.print(press.press(PAGES, LabelFormat.TSPL, Resolution.DPI_300), 300)))
                .isEqualTo(dots(PAGES, Resolution.DPI_300));
    }

    @Test
    void theTextOfThePdfCanBeSelectedAndHasItsSize() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(press.press(LABEL, LabelFormat.PDF, Resolution.DPI_203))) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("测试甲", "M12193215", "【基】氯化钠注射液 0.9%", "400 mg (3支)", "8123 4567 8901");
            assertThat(pdf.getPage(0).getMediaBox().getWidth()).isBetween(198.4f, 198.5f);
            assertThat(pdf.getPage(0).getMediaBox().getHeight()).isBetween(141.7f, 141.8f);
            pdf.getPage(0)
                    .getResources()
                    .getFontNames()
                    .forEach(name -> assertThat(fontIsEmbedded(pdf, name)).isTrue());
        }
    }

    @Test
    void aCharacterThatGbkNamesTwiceIsPrintedAsItsCommonForm() {
        assertThat(TYPEFACE.printable("\uF92C⽇")).isEqualTo("郎日");
        assertThat(press.press(Drawn.bag(SampleLabels.named("\uF92C⽇"), TYPEFACE), LabelFormat.PDF, Resolution.DPI_203))
                .isNotEmpty();
    }

    @Test
    void aNameOutsideTheBasicPlaneIsPrintedAndCanBeSelected() throws IOException {
        byte[] file =
                press.press(Drawn.bag(SampleLabels.named("张𠮷𬭩"), TYPEFACE), LabelFormat.PDF, Resolution.DPI_203);
        try (PDDocument pdf = Loader.loadPDF(file)) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("张𠮷𬭩");
        }
        assertThat(TYPEFACE.glyphs("𠮷𬭩")).hasSize(2).doesNotContain(0).doesNotHaveDuplicates();
    }

    @Test
    void aCharacterThatTheTypefaceLacksIsAnErrorAndNoEmptyBox() {
        assertThatThrownBy(() -> Drawn.bag(SampleLabels.named("张𠀁"), TYPEFACE))
                .isInstanceOfSatisfying(
                        MissingGlyphException.class,
                        missing -> assertThat(missing.character()).isEqualTo("𠀁"));
    }

    private static boolean fontIsEmbedded(PDDocument pdf, org.apache.pdfbox.cos.COSName name) {
        try {
            return pdf.getPage(0).getResources().getFont(name).isEmbedded();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void aWristbandLeavesThePrinterWithItsLeftEndFirst() {
        Drawing band = Drawn.wristband(SampleLabels.wristband(WristbandCode.of(1)), TYPEFACE);
        BufferedImage burnt = ZebraPrinter.print(press.press(band, LabelFormat.ZPL, Resolution.DPI_203))
                .get(0);
        Bitmap drawn = DOTS.print(band, Resolution.DPI_203).get(0);

        assertThat(List.of(burnt.getWidth(), burnt.getHeight())).containsExactly(200, 2000);
        for (int y = 0; y < drawn.height(); y++) {
            for (int x = 0; x < drawn.width(); x++) {
                assertThat(burnt.getRaster().getSample(drawn.height() - 1 - y, x, 0) == 0)
                        .isEqualTo(drawn.black(x, y));
            }
        }
        assertThat(new String(press.press(band, LabelFormat.TSPL, Resolution.DPI_203), ISO_8859_1))
                .startsWith("SIZE 25 mm,250 mm");
    }

    @Test
    void aPrinterThatDrawsBarcodesItselfIsToldWhereAndWhat() {
        String zpl = new String(press.press(LABEL, LabelFormat.ZPL, Resolution.DPI_203, true), US_ASCII);
        String tspl = new String(press.press(LABEL, LabelFormat.TSPL, Resolution.DPI_203, true), ISO_8859_1);

        assertThat(zpl)
                .contains("^BY3^BCN,49,N,N,N,N^FD>;812345678901^FS")
                .contains("^BXN,4,200,14,14^FD812345678901^FS");
        assertThat(tspl).contains(",\"128M\",49,0,0,3,3,\"!105812345678901\"").contains(",x4,14,14,\"812345678901\"");
    }

    private static List<String> burnt(List<BufferedImage> labels) {
        List<String> rows = new ArrayList<>();
        for (BufferedImage label : labels) {
            for (int y = 0; y < label.getHeight(); y++) {
                StringBuilder bits = new StringBuilder();
                for (int x = 0; x < label.getWidth(); x++) {
                    bits.append(label.getRaster().getSample(x, y, 0) == 0 ? '1' : '0');
                }
                rows.add(bits.toString());
            }
        }
        return rows;
    }

    private static List<String> dots(Drawing drawing, Resolution resolution) {
        List<String> rows = new ArrayList<>();
        for (Bitmap page : DOTS.print(drawing, resolution)) {
            for (int y = 0; y < page.height(); y++) {
                StringBuilder bits = new StringBuilder();
                for (int x = 0; x < page.width(); x++) {
                    bits.append(page.black(x, y) ? '1' : '0');
                }
                rows.add(bits.toString());
            }
        }
        return rows;
    }
}
