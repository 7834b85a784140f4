package org.chemoloop.label.render;

import static com.google.zxing.BarcodeFormat.CODE_128;
import static com.google.zxing.BarcodeFormat.DATA_MATRIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.chemoloop.label.render.Scanner.blurred;
import static org.chemoloop.label.render.Scanner.dirty;
import static org.chemoloop.label.render.Scanner.scaled;
import static org.chemoloop.label.render.Scanner.turned;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.chemoloop.label.SampleLabels;
import org.chemoloop.label.code.BagCode;
import org.chemoloop.label.code.WristbandCode;
import org.chemoloop.label.layout.BagLabelLayout;
import org.chemoloop.label.layout.Drawing;
import org.chemoloop.label.layout.Mark;
import org.chemoloop.label.layout.Stock;
import org.chemoloop.label.layout.WristbandLayout;
import org.chemoloop.label.printer.LabelFormat;
import org.chemoloop.label.printer.LabelPress;
import org.chemoloop.label.typeface.Typeface;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LabelPixelsTest {
    private static final Typeface TYPEFACE = Typeface.bundled();
    private static final DotPrinter PRINTER = new DotPrinter(TYPEFACE);

    static Stream<Approved> approved() {
        return Stream.of(
                new Approved("two-drugs-in-one-bag", BagLabelLayout.draw(SampleLabels.twoDrugsInOneBag(), TYPEFACE)),
                new Approved("premixed-bag", BagLabelLayout.draw(SampleLabels.premixedBag(), TYPEFACE)),
                new Approved("carboplatin", BagLabelLayout.draw(SampleLabels.carboplatin(), TYPEFACE)),
                new Approved("six-components", BagLabelLayout.draw(SampleLabels.of(6), TYPEFACE)),
                new Approved("rare-name", BagLabelLayout.draw(SampleLabels.rareName(), TYPEFACE)),
                new Approved(
                        "wristband",
                        WristbandLayout.draw(
                                SampleLabels.wristband(WristbandCode.of(12193215)), Stock.WRISTBAND, TYPEFACE)));
    }

    /**
     * A label that looks otherwise than the approved one: look at it, then move it from target/ over the approved one.
     */
    @ParameterizedTest
    @MethodSource("approved")
    void theLabelLooksAsApproved(Approved label) throws IOException {
        byte[] png = new LabelPress(TYPEFACE).press(label.drawing, LabelFormat.PNG, Resolution.DPI_203);
        Path drawn = Files.createDirectories(Path.of("target/labels")).resolve(label.name + ".png");
        Files.write(drawn, png);

        try (InputStream file = LabelPixelsTest.class.getResourceAsStream("/approved/" + label.name + ".png")) {
            assertThat(file).as("no approved %s.png", label.name).isNotNull();
            assertThat(differentDots(ImageIO.read(drawn.toFile()), ImageIO.read(file)))
                    .as("dots of %s that differ from the approved label", drawn)
                    .isZero();
        }
    }

    @Test
    void twoDrugsThreeWarningsAndANoteFitOnTheShortStock() {
        assertThat(BagLabelLayout.draw(SampleLabels.noted("慢滴"), TYPEFACE).stock())
                .isEqualTo(Stock.BAG);
    }

    @ParameterizedTest
    @EnumSource(Resolution.class)
    void everyCodeIsReadBackFromItsLabelHoweverItLies(Resolution resolution) {
        Random random = new Random(20261124);
        for (int i = 0; i < 20; i++) {
            BagCode code = BagCode.of(random.nextLong(10_000_000_000L));
            Drawing drawing = BagLabelLayout.draw(SampleLabels.carboplatin(code), TYPEFACE);
            BufferedImage seen = Scanner.see(PRINTER.print(drawing, resolution).get(0));
            for (int degrees : new int[] {0, 90, 180, 270}) {
                assertThat(Scanner.read(turned(seen, degrees), CODE_128)).contains(code.digits());
            }
            assertThat(Scanner.read(matrix(drawing, resolution), DATA_MATRIX)).contains(code.digits());
        }
    }

    @Test
    void anAskewBlurredDirtyLabelIsReadRightOrNotAtAll() {
        Random random = new Random(20261124);
        List<UnaryOperator<BufferedImage>> mishaps = List.of(
                seen -> turned(seen, 5),
                seen -> turned(seen, -5),
                seen -> blurred(seen),
                seen -> dirty(seen, 0.05, random),
                seen -> dirty(blurred(turned(seen, 3)), 0.02, random),
                seen -> scaled(seen, 1.6),
                seen -> turned(blurred(scaled(seen, 2.2)), 184));
        int tried = 0;
        int read = 0;
        for (int i = 0; i < 15; i++) {
            BagCode code = BagCode.of(random.nextLong(10_000_000_000L));
            Drawing drawing = BagLabelLayout.draw(SampleLabels.carboplatin(code), TYPEFACE);
            BufferedImage seen =
                    Scanner.see(PRINTER.print(drawing, Resolution.DPI_203).get(0));
            for (UnaryOperator<BufferedImage> mishap : mishaps) {
                Optional<String> digits = Scanner.read(mishap.apply(seen), CODE_128);
                digits.ifPresent(found -> assertThat(found).isEqualTo(code.digits()));
                tried++;
                read += digits.isPresent() ? 1 : 0;
            }
        }
        assertThat((double) read / tried).isGreaterThanOrEqualTo(0.999);
    }

    @Test
    void everyModuleIsTheSameWholeNumberOfDots() {
        for (Resolution resolution : Resolution.values()) {
            for (SymbolArea symbol : symbols(BagLabelLayout.draw(SampleLabels.carboplatin(), TYPEFACE), resolution)) {
                assertThat(symbol.dotsPerModule()).isGreaterThanOrEqualTo(2);
                assertThat(symbol.runs())
                        .allSatisfy(run ->
                                assertThat(run.width() % symbol.dotsPerModule()).isZero());
                assertThat(symbol.dotsPerModule() / resolution.dotsPerMillimetre())
                        .as("millimetres per module")
                        .isGreaterThanOrEqualTo(0.25);
            }
        }
    }

    @Test
    void theQuietZonesHoldNoInk() {
        Drawing drawing = BagLabelLayout.draw(SampleLabels.of(4), TYPEFACE);
        Bitmap label = PRINTER.print(drawing, Resolution.DPI_203).get(0);
        SymbolArea bars = symbols(drawing, Resolution.DPI_203).get(0);
        int quiet = 10 * bars.dotsPerModule();
        int end = bars.x() + bars.modules().width() * bars.dotsPerModule();

        for (int y = bars.y(); y < bars.y() + bars.moduleHeight(); y++) {
            for (int x = 1; x <= quiet; x++) {
                assertThat(bars.x() - x < 0 || !label.black(bars.x() - x, y)).isTrue();
                assertThat(label.black(end + x - 1, y)).isFalse();
            }
        }
    }

    @Test
    void twoLabelsInOnePictureAreNeverMixedUp() {
        BufferedImage one = Scanner.see(PRINTER.print(
                        BagLabelLayout.draw(SampleLabels.carboplatin(BagCode.of(1)), TYPEFACE), Resolution.DPI_203)
                .get(0));
        BufferedImage other = Scanner.see(PRINTER.print(
                        BagLabelLayout.draw(SampleLabels.carboplatin(BagCode.of(2)), TYPEFACE), Resolution.DPI_203)
                .get(0));
        BufferedImage both =
                new BufferedImage(one.getWidth(), one.getHeight() + other.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        both.getGraphics().drawImage(one, 0, 0, null);
        both.getGraphics().drawImage(other, 0, one.getHeight(), null);

        assertThat(Scanner.read(both, CODE_128))
                .isPresent()
                .get()
                .isIn(BagCode.of(1).digits(), BagCode.of(2).digits());
    }

    private static BufferedImage matrix(Drawing drawing, Resolution resolution) {
        Mark.Matrix mark = (Mark.Matrix) drawing.pages().get(0).marks().stream()
                .filter(Mark.Matrix.class::isInstance)
                .findFirst()
                .orElseThrow();
        return Scanner.see(
                PRINTER.print(drawing, resolution).get(0),
                resolution.dots(mark.x()),
                resolution.dots(mark.y()),
                resolution.dots(mark.width()),
                resolution.dots(mark.height()));
    }

    private static List<SymbolArea> symbols(Drawing drawing, Resolution resolution) {
        List<SymbolArea> symbols = new ArrayList<>();
        for (Mark mark : drawing.pages().get(0).marks()) {
            if (mark instanceof Mark.Linear linear) {
                symbols.add(SymbolArea.of(linear, resolution));
            } else if (mark instanceof Mark.Matrix matrix) {
                symbols.add(SymbolArea.of(matrix, resolution));
            }
        }
        return symbols;
    }

    private static int differentDots(BufferedImage one, BufferedImage other) {
        assertThat(List.of(one.getWidth(), one.getHeight())).isEqualTo(List.of(other.getWidth(), other.getHeight()));
        int different = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                different += one.getRGB(x, y) == other.getRGB(x, y) ? 0 : 1;
            }
        }
        return different;
    }

    record Approved(String name, Drawing drawing) {
        @Override
        public String toString() {
            return name;
        }
    }
}
