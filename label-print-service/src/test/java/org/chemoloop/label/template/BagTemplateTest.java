package org.chemoloop.label.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chemoloop.label.SampleLabels.amount;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.chemoloop.label.Drawn;
import org.chemoloop.label.SampleLabels;
import org.chemoloop.label.code.BagCode;
import org.chemoloop.label.content.BagLabel;
import org.chemoloop.label.content.Component;
import org.chemoloop.label.content.Handling;
import org.chemoloop.label.content.Patient;
import org.chemoloop.label.content.PrintMark;
import org.chemoloop.label.content.Rate;
import org.chemoloop.label.layout.Drawing;
import org.chemoloop.label.layout.Mark;
import org.chemoloop.label.layout.Stock;
import org.chemoloop.label.layout.StockTooSmallException;
import org.chemoloop.label.layout.TextMeasure;
import org.junit.jupiter.api.Test;

class BagTemplateTest {
    /** A Chinese character is one em, a letter about half; the layout must hold for any typeface. */
    private static final TextMeasure MEASURE = (text, size) ->
            text.codePoints().mapToDouble(c -> c < 0x2E80 ? 0.56 : 1).sum() * size;

    private static final Stock SHORT = new Stock(70, 50);
    private static final Stock LONG = new Stock(70, 90);

    @Test
    void twoDrugsOfTwoGroupNumbersInOneBagStandOnOneLabel() {
        Drawing label = Drawn.bag(SampleLabels.twoDrugsInOneBag(), MEASURE);

        assertThat(label.stock()).isEqualTo(SHORT);
        assertThat(label.pages()).hasSize(1);
        assertThat(texts(label))
                .contains(
                        "门诊中心",
                        "测试甲",
                        "M12193215",
                        "男 21岁 2002-01-05",
                        "3",
                        "静滴",
                        "【基】氯化钠针0.9%",
                        "250 mL (2袋)",
                        "阿昔洛韦针",
                        "0.5 g (4瓶)",
                        "医生 医生乙",
                        "8000 0000 0044");
        assertThat(codes(label)).containsExactly("800000000044", "800000000044");
    }

    @Test
    void aLongDrugNameGoesOnInTheNextRowAndKeepsItsDose() {
        List<String> texts = texts(Drawn.bag(SampleLabels.premixedBag(), MEASURE));

        assertThat(String.join("", texts)).contains("左氧氟沙星氯化钠注射液(多层共挤输液袋)");
        assertThat(texts).contains("0.5 g (2袋)");
    }

    @Test
    void fourDrugLinesFitOnTheShortStock() {
        assertThat(Drawn.bag(SampleLabels.of(4), MEASURE).stock()).isEqualTo(SHORT);
    }

    @Test
    void moreThanFourDrugLinesContinueOnTheLongStock() {
        Drawing label = Drawn.bag(SampleLabels.of(5), MEASURE);

        assertThat(label.stock()).isEqualTo(LONG);
        assertThat(label.pages()).hasSize(1);
    }

    @Test
    void fortyComponentsGoOverPagesAndNoneIsLost() {
        Drawing label = Drawn.bag(SampleLabels.of(40), MEASURE);

        assertThat(label.pages()).hasSizeGreaterThan(1);
        assertThat(texts(label)).contains("共40项", "第1/" + label.pages().size() + "页");
        for (int i = 1; i < 40; i++) {
            assertThat(texts(label)).contains("注射用第" + i + "种药物").contains(i * 10 + " mg");
        }
        assertThat(codes(label)).hasSize(2 * label.pages().size());
    }

    @Test
    void aCytotoxicBagSaysSoBeforeEverythingElseOfItsHandling() {
        assertThat(texts(Drawn.bag(SampleLabels.carboplatin(), MEASURE))).containsSubsequence("静滴", "!", "细胞毒", "避光");
        assertThat(texts(Drawn.bag(SampleLabels.twoDrugsInOneBag(), MEASURE))).doesNotContain("细胞毒");
    }

    @Test
    void aNoteIsPrintedUnlessItOnlyRepeatsAWarning() {
        Drawing label = Drawn.bag(SampleLabels.noted("避光", "慢滴"), MEASURE);

        assertThat(texts(label)).contains("避光", "嘱: 慢滴").doesNotContain("嘱: 避光");
    }

    @Test
    void theTotalIsOnlyStatedWhereItIsKnown() {
        assertThat(texts(Drawn.bag(SampleLabels.carboplatin(), MEASURE))).contains("溶媒 250 mL");
        BagLabel volumesOnly = SampleLabels.with(
                Component.base("氯化钠注射液", amount("250", "mL")), Component.additive("浓氯化钠", amount("7.5", "ml")));
        assertThat(texts(Drawn.bag(volumesOnly, MEASURE))).contains("总量 257.5 mL");
    }

    @Test
    void aBeyondUseTimeThatIsNotKnownYetHasAPlaceToWriteIt() {
        assertThat(texts(Drawn.bag(SampleLabels.twoDrugsInOneBag(), MEASURE)))
                .anyMatch(text -> text.startsWith("有效期至 __"));
        assertThat(texts(Drawn.bag(SampleLabels.carboplatin(), MEASURE))).contains("有效期至 2026-11-24 18:00");
    }

    @Test
    void aStockWithoutRoomIsRefusedInsteadOfCuttingTheLabel() {
        assertThatThrownBy(() -> Drawn.bag(SampleLabels.carboplatin(), new Stock(40, 30), Drawn.CHINESE, MEASURE))
                .isInstanceOf(StockTooSmallException.class)
                .hasMessageContaining("40x30");
    }

    @Test
    void nothingRunsOverTheEdgeOrOverSomethingElse() {
        Random random = new Random(20261124);
        for (int i = 0; i < 400; i++) {
            BagLabel label = any(random);
            PrintMark print = new PrintMark(
                    1 + random.nextInt(2),
                    LocalDateTime.of(2026, 11, 24, 9, 0),
                    random.nextBoolean() ? null : "20261124-03");
            Drawing drawing = Drawn.reprinted(label, print, MEASURE);
            for (Drawing.Page page : drawing.pages()) {
                List<Box> boxes = page.marks().stream()
                        .flatMap(mark -> Box.of(mark).stream())
                        .toList();
                assertThat(boxes)
                        .allSatisfy(box -> assertThat(box.isInside(drawing.stock()))
                                .as("%s on %s", box, drawing.stock())
                                .isTrue());
                for (int one = 0; one < boxes.size(); one++) {
                    for (int other = one + 1; other < boxes.size(); other++) {
                        assertThat(boxes.get(one).overlaps(boxes.get(other)))
                                .as("%s over %s", boxes.get(one), boxes.get(other))
                                .isFalse();
                    }
                }
            }
        }
    }

    private static BagLabel any(Random random) {
        List<Component> components = new ArrayList<>();
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            String name = "注射用盐酸多柔比星脂质体注射液（聚乙二醇化）Doxorubicin ".repeat(1 + random.nextInt(3));
            components.add(new Component(
                    name.substring(0, 2 + random.nextInt(name.length() - 2)),
                    i == 0,
                    amount(String.valueOf(random.nextInt(100_000) / 100.0), random.nextBoolean() ? "mg" : "ug"),
                    random.nextBoolean() ? "10mL:150mg" : null,
                    random.nextBoolean() ? "2瓶" : null,
                    random.nextBoolean() ? amount("150", "mg") : null));
        }
        String name = "阿卜杜拉·买买提江·图尔荪阿卜杜拉·买买提江·图尔荪".substring(0, 2 + random.nextInt(20));
        Patient patient =
                new Patient(name, "male", SampleLabels.PATIENT.birthDate(), "ZZ" + random.nextInt(99_999_999));
        Handling[] handling = Handling.values();
        BagLabel sample = random.nextBoolean() ? SampleLabels.carboplatin() : SampleLabels.twoDrugsInOneBag();
        return new BagLabel(
                BagCode.of(random.nextInt(1_000_000)),
                "某某大学附属第一医院日间化疗中心（滨江院区）三楼东区".substring(0, 4 + random.nextInt(20)),
                patient,
                random.nextInt(4) == 0 ? null : "" + (1 + random.nextInt(42)),
                random.nextBoolean() ? "静滴" : "静脉滴注（泵入，避光输液器）",
                random.nextBoolean() ? null : "QD",
                random.nextBoolean() ? null : "12/14",
                components,
                random.nextBoolean() ? List.of() : List.of(new Rate(amount("100", "mL/h"), null)),
                random.nextBoolean() ? null : "外配",
                sample.plannedAt(),
                random.nextBoolean() ? null : sample.plannedAt(),
                sample.beyondUse(),
                random.nextBoolean() ? null : "欧阳医生",
                sample.orderedAt(),
                EnumSet.of(handling[random.nextInt(handling.length)], handling[random.nextInt(2)], Handling.NON_PVC),
                random.nextBoolean() ? List.of() : List.of("输注前30分钟给予地塞米松，观察有无过敏反应"),
                random.nextInt(5) == 0 ? "已结束" : null);
    }

    private static List<String> texts(Drawing drawing) {
        return drawing.pages().stream()
                .flatMap(page -> page.marks().stream())
                .filter(Mark.Text.class::isInstance)
                .map(mark -> ((Mark.Text) mark).text())
                .toList();
    }

    private static List<String> codes(Drawing drawing) {
        List<String> codes = new ArrayList<>();
        for (Drawing.Page page : drawing.pages()) {
            for (Mark mark : page.marks()) {
                if (mark instanceof Mark.Symbol symbol) {
                    codes.add(symbol.data());
                }
            }
        }
        return codes;
    }

    /** Where the ink of a mark may be; frames and fills lie under text on purpose. */
    private record Box(double left, double top, double right, double bottom, String what) {
        private static final double TOLERANCE = 0.05;

        static java.util.Optional<Box> of(Mark mark) {
            if (mark instanceof Mark.Text text) {
                return java.util.Optional.of(new Box(
                        text.x(),
                        text.y() - text.size() * 0.82,
                        text.x() + MEASURE.width(text.text(), text.size()),
                        text.y() + text.size() * 0.1,
                        text.text()));
            }
            if (mark instanceof Mark.Symbol symbol) {
                return java.util.Optional.of(new Box(
                        symbol.x(),
                        symbol.y(),
                        symbol.x() + symbol.width(),
                        symbol.y() + symbol.height(),
                        symbol.symbology().name()));
            }
            return java.util.Optional.empty();
        }

        boolean isInside(Stock stock) {
            return left >= 0.9 && top >= 0.9 && right <= stock.width() - 0.9 && bottom <= stock.height() - 0.4;
        }

        boolean overlaps(Box other) {
            return left + TOLERANCE < other.right
                    && other.left + TOLERANCE < right
                    && top + TOLERANCE < other.bottom
                    && other.top + TOLERANCE < bottom;
        }
    }
}
