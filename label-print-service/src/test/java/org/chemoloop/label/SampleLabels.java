package org.chemoloop.label;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.chemoloop.label.code.BagCode;
import org.chemoloop.label.code.Gs1Patient;
import org.chemoloop.label.code.WristbandCode;
import org.chemoloop.label.content.Amount;
import org.chemoloop.label.content.BagLabel;
import org.chemoloop.label.content.Component;
import org.chemoloop.label.content.DeliverySheet;
import org.chemoloop.label.content.Handling;
import org.chemoloop.label.content.Patient;
import org.chemoloop.label.content.Rate;
import org.chemoloop.label.content.WristbandLabel;

/** Labels of made up patients, the first of them the one that the platform to be replaced printed in 2023. */
public final class SampleLabels {
    private static final LocalDateTime ORDERED = LocalDateTime.of(2023, 3, 10, 15, 58, 31);

    private SampleLabels() {}

    public static final Patient PATIENT = new Patient("测试甲", "male", LocalDate.of(2002, 1, 5), "M12193215");

    /** Two drug lines of two group numbers in one bag. */
    public static BagLabel twoDrugsInOneBag() {
        return bag(
                BagCode.of(4),
                "静滴",
                Set.of(),
                Component.base("氯化钠针0.9%", amount("250", "ml")).inPacks("2袋"),
                Component.additive("阿昔洛韦针", amount("0.5", "g")).inPacks("4瓶"));
    }

    public static BagLabel premixedBag() {
        return bag(
                BagCode.of(5),
                "静滴",
                Set.of(),
                Component.additive("左氧氟沙星氯化钠注射液(多层共挤输液袋)", amount("0.50", "g")).inPacks("2袋"));
    }

    public static BagLabel carboplatin() {
        return carboplatin(BagCode.of(1234567890L));
    }

    public static BagLabel carboplatin(BagCode code) {
        return new BagLabel(
                code,
                "日间化疗中心",
                PATIENT,
                "12",
                "静滴",
                "QD",
                "2/3",
                List.of(
                        Component.base("氯化钠注射液", amount("250", "mL"))
                                .ofStrength("0.9%")
                                .fromVialsOf(amount("250", "mL")),
                        Component.additive("卡铂注射液", amount("400.0", "mg"))
                                .ofStrength("10mL:150mg")
                                .fromVialsOf(amount("150", "mg"))),
                List.of(new Rate(amount("100", "mL/h"), null)),
                null,
                LocalDateTime.of(2026, 11, 24, 10, 10),
                null,
                LocalDateTime.of(2026, 11, 24, 18, 0),
                "医生乙",
                LocalDateTime.of(2026, 11, 24, 8, 2),
                Set.of(Handling.CYTOTOXIC, Handling.LIGHT_PROTECT),
                List.of(),
                null);
    }

    /** From another hospital, compounded already: all that a label can have to say of a bag. */
    public static BagLabel fromElsewhere() {
        BagLabel label = carboplatin();
        return new BagLabel(
                label.code(),
                label.centre(),
                label.patient(),
                label.seat(),
                label.route(),
                label.frequency(),
                label.sequence(),
                label.components(),
                label.rates(),
                "外配",
                label.plannedAt(),
                LocalDateTime.of(2026, 11, 24, 9, 5),
                label.beyondUse(),
                label.prescriber(),
                label.orderedAt(),
                Set.of(Handling.CYTOTOXIC, Handling.SKIN_TEST),
                List.of(),
                null);
    }

    /** Characters that GB 2312 lacks, and a name longer than the place beside the number. */
    public static BagLabel rareName() {
        return named("䶮祎㛃镕喆·阿卜杜拉买买提江");
    }

    public static BagLabel named(String name) {
        return bag(
                BagCode.of(31),
                new Patient(name, "female", LocalDate.of(1962, 6, 17), "ZZ03092484"),
                "静滴",
                Set.of(),
                Component.base("氯化钠注射液", amount("100", "mL")));
    }

    public static WristbandLabel wristband(WristbandCode code) {
        return new WristbandLabel(code, "日间化疗中心", PATIENT, "3", LocalDate.of(2023, 3, 10), null);
    }

    public static WristbandLabel gs1Wristband(WristbandCode code) {
        return new WristbandLabel(
                code, "日间化疗中心", PATIENT, "3", LocalDate.of(2023, 3, 10), Gs1Patient.of("6901234", code, 1));
    }

    public static DeliverySheet delivery(int bags) {
        return new DeliverySheet(
                "20261124-03",
                "日间化疗中心",
                IntStream.range(0, bags)
                        .mapToObj(i -> new DeliverySheet.Delivered(
                                BagCode.of(100 + i),
                                Integer.toString(1 + i % 42),
                                i % 3 == 0,
                                LocalDateTime.of(2026, 11, 24, 9, 0).plusMinutes(10L * i)))
                        .toList());
    }

    public static BagLabel with(Component... components) {
        return bag(BagCode.of(9), "静滴", Set.of(), components);
    }

    public static BagLabel noted(String... notes) {
        BagLabel label = carboplatin();
        return new BagLabel(
                label.code(),
                label.centre(),
                label.patient(),
                label.seat(),
                label.route(),
                label.frequency(),
                label.sequence(),
                label.components(),
                label.rates(),
                null,
                label.plannedAt(),
                null,
                label.beyondUse(),
                label.prescriber(),
                label.orderedAt(),
                Set.of(Handling.CYTOTOXIC, Handling.LIGHT_PROTECT, Handling.IRRITANT),
                List.of(notes),
                null);
    }

    public static BagLabel of(int components) {
        List<Component> all = new ArrayList<>();
        all.add(Component.base("葡萄糖注射液", amount("500", "mL")).ofStrength("5%"));
        for (int i = 1; i < components; i++) {
            all.add(Component.additive("注射用第" + i + "种药物", amount("" + i * 10, "mg")));
        }
        return bag(BagCode.of(77), "静滴", Set.of(Handling.CYTOTOXIC), all.toArray(Component[]::new));
    }

    public static Amount amount(String value, String unit) {
        return new Amount(new BigDecimal(value), unit);
    }

    private static BagLabel bag(BagCode code, String route, Set<Handling> handling, Component... components) {
        return bag(code, PATIENT, route, handling, components);
    }

    private static BagLabel bag(
            BagCode code, Patient patient, String route, Set<Handling> handling, Component... components) {
        return new BagLabel(
                code,
                "门诊中心",
                patient,
                "3",
                route,
                null,
                null,
                List.of(components),
                List.of(),
                null,
                null,
                null,
                null,
                "医生乙",
                ORDERED,
                handling,
                List.of(),
                null);
    }
}
