package org.chemoloop.label.printer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.chemoloop.label.SampleLabels;
import org.chemoloop.label.layout.BagLabelLayout;
import org.chemoloop.label.layout.Drawing;
import org.chemoloop.label.render.Bitmap;
import org.chemoloop.label.render.DotPrinter;
import org.chemoloop.label.render.Resolution;
import org.chemoloop.label.typeface.MissingGlyphException;
import org.chemoloop.label.typeface.Typeface;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LabelPressTest {
    private static final Typeface TYPEFACE = Typeface.bundled();
    private static final DotPrinter DOTS = new DotPrinter(TYPEFACE);
    private static final Drawing LABEL = BagLabelLayout.draw(SampleLabels.carboplatin(), TYPEFACE);
    private static final Drawing PAGES = BagLabelLayout.draw(SampleLabels.of(40), TYPEFACE);

    private final LabelPress press = new LabelPress(TYPEFACE);

    @ParameterizedTest
    @EnumSource(LabelFormat.class)
    void theSameLabelIsTheSameFile(LabelFormat format) {
        Typeface again = Typeface.bundled();
        byte[] other = new LabelPress(again)
                .press(BagLabelLayout.draw(SampleLabels.carboplatin(), again), format, Resolution.DPI_203);

        assertThat(press.press(LABEL, format, Resolution.DPI_203)).isEqualTo(other);
    }

    @Test
    void aZebraPrinterBurnsExactlyTheDotsOfTheLabel() {
        assertThat(zebra(press.press(LABEL, LabelFormat.ZPL, Resolution.DPI_203)))
                .isEqualTo(dots(LABEL, Resolution.DPI_203));
        assertThat(zebra(press.press(PAGES, LabelFormat.ZPL, Resolution.DPI_300)))
                .isEqualTo(dots(PAGES, Resolution.DPI_300));
    }

    @Test
    void aTscPrinterBurnsExactlyTheDotsOfTheLabel() {
        byte[] file = press.press(LABEL, LabelFormat.TSPL, Resolution.DPI_203);

        assertThat(new String(file, ISO_8859_1))
                .startsWith("SIZE 70 mm,50 mm\r\nGAP 2 mm,0 mm\r\n")
                .endsWith("PRINT 1,1\r\n");
        assertThat(tsc(file)).isEqualTo(dots(LABEL, Resolution.DPI_203));
        assertThat(tsc(press.press(PAGES, LabelFormat.TSPL, Resolution.DPI_300)))
                .isEqualTo(dots(PAGES, Resolution.DPI_300));
    }

    @Test
    void theTextOfThePdfCanBeSelectedAndHasItsSize() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(press.press(LABEL, LabelFormat.PDF, Resolution.DPI_203))) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("测试甲", "M12193215", "【基】氯化钠注射液 0.9%", "300 mg", "8123 4567 8901");
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
        assertThat(press.press(
                        BagLabelLayout.draw(SampleLabels.named("\uF92C⽇"), TYPEFACE),
                        LabelFormat.PDF,
                        Resolution.DPI_203))
                .isNotEmpty();
    }

    @Test
    void aCharacterThatTheTypefaceLacksIsAnErrorAndNoEmptyBox() {
        assertThatThrownBy(() -> BagLabelLayout.draw(SampleLabels.named("张𠮷"), TYPEFACE))
                .isInstanceOfSatisfying(
                        MissingGlyphException.class,
                        missing -> assertThat(missing.character()).isEqualTo("𠮷"));
    }

    private static boolean fontIsEmbedded(PDDocument pdf, org.apache.pdfbox.cos.COSName name) {
        try {
            return pdf.getPage(0).getResources().getFont(name).isEmbedded();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** Reads ^GFA as the ZPL II programming guide tells. */
    private static List<String> zebra(byte[] zpl) {
        List<String> rows = new ArrayList<>();
        Matcher field = Pattern.compile(
                        "\\^XA\\n\\^PW(\\d+)\\^LL\\d+\\n?\\^LH0,0\\n\\^FO0,0\\^GFA,(\\d+),\\2,(\\d+),\\n(.*?)\\^FS",
                        Pattern.DOTALL)
                .matcher(new String(zpl, US_ASCII));
        while (field.find()) {
            int width = Integer.parseInt(field.group(1));
            int stride = Integer.parseInt(field.group(3));
            String before = "";
            for (String row : field.group(4).lines().toList()) {
                String hex = row.equals(":") ? before : row;
                before = hex;
                StringBuilder bits = new StringBuilder();
                for (byte b : HexFormat.of().parseHex(hex.replace(",", ""))) {
                    bits.append(bits(b));
                }
                bits.append("0".repeat(stride * 8 - bits.length()));
                rows.add(bits.substring(0, width));
            }
        }
        return rows;
    }

    /** Reads BITMAP as the TSPL manual tells: a zero is a black dot. */
    private static List<String> tsc(byte[] tspl) {
        List<String> rows = new ArrayList<>();
        String text = new String(tspl, ISO_8859_1);
        Matcher field = Pattern.compile("BITMAP 0,0,(\\d+),(\\d+),0,").matcher(text);
        int from = 0;
        while (field.find(from)) {
            int stride = Integer.parseInt(field.group(1));
            int height = Integer.parseInt(field.group(2));
            for (int row = 0; row < height; row++) {
                StringBuilder bits = new StringBuilder();
                for (int i = 0; i < stride; i++) {
                    bits.append(bits((byte) ~tspl[field.end() + row * stride + i]));
                }
                rows.add(bits.toString());
            }
            from = field.end() + stride * height;
        }
        return rows.stream().map(row -> row.substring(0, width(rows))).toList();
    }

    /** The padding behind the last dot is white. */
    private static int width(List<String> rows) {
        int stride = rows.get(0).length();
        return stride == 560 ? 560 : 827;
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

    private static String bits(byte b) {
        return String.format("%8s", Integer.toBinaryString(b & 0xff)).replace(' ', '0');
    }
}
