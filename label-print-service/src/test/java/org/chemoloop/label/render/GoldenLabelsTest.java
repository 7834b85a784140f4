package org.chemoloop.label.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.chemoloop.label.Drawn;
import org.chemoloop.label.SampleLabels;
import org.chemoloop.label.code.WristbandCode;
import org.chemoloop.label.content.PrintMark;
import org.chemoloop.label.layout.Drawing;
import org.chemoloop.label.layout.Stock;
import org.chemoloop.label.printer.LabelFormat;
import org.chemoloop.label.printer.LabelPress;
import org.chemoloop.label.template.Phrases;
import org.chemoloop.label.typeface.Typeface;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every template on every stock and in both languages, dot for dot as a person has looked at it. */
class GoldenLabelsTest {
    private static final Typeface TYPEFACE = Typeface.bundled();
    private static final LabelPress PRESS = new LabelPress(TYPEFACE);
    private static final List<Stock> BAG_STOCKS =
            List.of(new Stock(70, 50), new Stock(80, 60), new Stock(75, 75), new Stock(70, 90));
    private static final List<Stock> BANDS = List.of(new Stock(250, 25), new Stock(279, 19));
    private static final WristbandCode BAND = WristbandCode.of(12193215);

    /** What the platform to be replaced printed, and what is hard to print. */
    static Stream<Approved> particularLabels() {
        return Stream.of(
                at203("two-drugs-in-one-bag", Drawn.bag(SampleLabels.twoDrugsInOneBag(), TYPEFACE)),
                at203("premixed-bag", Drawn.bag(SampleLabels.premixedBag(), TYPEFACE)),
                at203("six-components", Drawn.bag(SampleLabels.of(6), TYPEFACE)),
                at203("forty-components", Drawn.bag(SampleLabels.of(40), TYPEFACE)),
                at203("rare-name", Drawn.bag(SampleLabels.rareName(), TYPEFACE)),
                at203(
                        "reprint",
                        Drawn.reprinted(
                                SampleLabels.carboplatin(),
                                new PrintMark(2, LocalDateTime.of(2026, 11, 24, 9, 30), null),
                                TYPEFACE)),
                at203(
                        "batch-from-elsewhere",
                        Drawn.reprinted(
                                SampleLabels.fromElsewhere(),
                                new PrintMark(1, LocalDateTime.of(2026, 11, 24, 9, 30), "20261124-03"),
                                TYPEFACE)),
                at203("gs1-wristband", Drawn.wristband(SampleLabels.gs1Wristband(BAND), TYPEFACE)));
    }

    static Stream<Approved> everyTemplateOnEveryStock() {
        List<Approved> labels = new ArrayList<>();
        for (Phrases words : List.of(Drawn.CHINESE, Drawn.ENGLISH)) {
            for (Stock stock : BAG_STOCKS) {
                String ending = stock + "-" + words.language();
                labels.add(at203("bag-" + ending, Drawn.bag(SampleLabels.carboplatin(), stock, words, TYPEFACE)));
                labels.add(at203(
                        "outer-bag-" + ending, Drawn.outerBag(SampleLabels.carboplatin(), stock, words, TYPEFACE)));
                labels.add(
                        at203("delivery-" + ending, Drawn.delivery(SampleLabels.delivery(9), stock, words, TYPEFACE)));
            }
            for (Stock stock : BANDS) {
                labels.add(at203(
                        "wristband-" + stock + "-" + words.language(),
                        Drawn.wristband(SampleLabels.wristband(BAND), stock, words, TYPEFACE)));
            }
        }
        Stock usual = BAG_STOCKS.get(0);
        labels.add(at300("bag", Drawn.bag(SampleLabels.carboplatin(), usual, Drawn.CHINESE, TYPEFACE)));
        labels.add(at300("outer-bag", Drawn.outerBag(SampleLabels.carboplatin(), usual, Drawn.CHINESE, TYPEFACE)));
        labels.add(at300("delivery", Drawn.delivery(SampleLabels.delivery(9), usual, Drawn.CHINESE, TYPEFACE)));
        labels.add(at300("wristband", Drawn.wristband(SampleLabels.wristband(BAND), TYPEFACE)));
        return labels.stream();
    }

    /**
     * A label that looks otherwise than the approved one: look at it, then move it from target/ over the approved one.
     */
    @ParameterizedTest
    @MethodSource({"particularLabels", "everyTemplateOnEveryStock"})
    void theLabelLooksAsApproved(Approved label) throws IOException {
        byte[] png = PRESS.press(label.drawing, LabelFormat.PNG, label.resolution);
        Path drawn = Files.createDirectories(Path.of("target/labels")).resolve(label.name + ".png");
        Files.write(drawn, png);

        try (InputStream file = GoldenLabelsTest.class.getResourceAsStream("/approved/" + label.name + ".png")) {
            assertThat(file).as("no approved %s.png", label.name).isNotNull();
            assertThat(differentDots(ImageIO.read(drawn.toFile()), ImageIO.read(file)))
                    .as("dots of %s that differ from the approved label", drawn)
                    .isZero();
        }
    }

    private static Approved at203(String name, Drawing drawing) {
        return new Approved(name, drawing, Resolution.DPI_203);
    }

    private static Approved at300(String name, Drawing drawing) {
        return new Approved(name + "-300dpi", drawing, Resolution.DPI_300);
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

    record Approved(String name, Drawing drawing, Resolution resolution) {
        @Override
        public String toString() {
            return name;
        }
    }
}
