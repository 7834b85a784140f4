package org.chemoloop.routes.announce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.HL7Exception;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.camel.component.hl7.HL7Converter;
import org.chemoloop.routes.answer.SegmentWriter;
import org.chemoloop.routes.conform.StrictOut;
import org.chemoloop.routes.receive.CharacterSets;
import org.chemoloop.routes.translate.Hl7Message;
import org.chemoloop.routes.translate.MapProblems;
import org.chemoloop.routes.translate.Segment;
import org.chemoloop.routes.translate.Site;
import org.chemoloop.routes.translate.Translation;
import org.chemoloop.routes.translate.Translator;

/** Whatever a HIS orders, PIVAS hears the same of the bag, and no strict reader finds fault with how we say it. */
class WhatCameInGoesOutTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Translator TRANSLATOR = translator();

    private static Translator translator() {
        try {
            return Translator.load(Path.of("..", "mappings"), new Site(ZONE, false));
        } catch (MapProblems e) {
            throw new IllegalStateException(e);
        }
    }

    /** A component as the HIS names it; the amount as it writes it. */
    record Component(String code, String name, String amount, String unit) {}

    /** The version of a sender, with its name for UTF-8 or GB 18030. */
    record Sender(String type, String version, String characters) {
        Charset charset() {
            return characters.startsWith("GB") ? Charset.forName("GB18030") : UTF_8;
        }
    }

    @Provide
    Arbitrary<List<Component>> components() {
        // Separators, text that needs two chars or four bytes, and characters that only GB 18030 has in full.
        Arbitrary<String> name = Arbitraries.of(
                        "卡",
                        "铂",
                        "注射液",
                        "龘",
                        "㎎",
                        "\uD842\uDFB7",
                        "\uD86D\uDE9A",
                        "α",
                        "μ",
                        "é",
                        "|",
                        "^",
                        "&",
                        "~",
                        "\\",
                        "\\F\\",
                        "（",
                        "%",
                        "0",
                        "a")
                .list()
                .ofMinSize(1)
                .ofMaxSize(120)
                .map(parts -> String.join("", parts));
        Arbitrary<String> amount = Arbitraries.of("1", "0.5", "+12", "250", "3.50", ".25", "100000", "0.001");
        Arbitrary<String> unit = Arbitraries.of("mg", "mL", "g", "ug");
        return Combinators.combine(Arbitraries.integers().between(1, 99999), name, amount, unit)
                .as((code, words, much, of) -> new Component("D" + code, words, much, of))
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<Sender> senders() {
        return Arbitraries.of(
                new Sender("RDE^O01", "2.3", "GB 18030-2000"),
                new Sender("RDE^O11", "2.5.1", "UNICODE UTF-8"),
                new Sender("RDE^O11", "2.5.1", "GB 18030-2000"),
                new Sender("RDE^O11", "2.8", "UNICODE UTF-8"),
                new Sender("RDE^O11", "2.8", "GB 18030-2000"));
    }

    @Property(tries = 200, seed = "20261124", shrinking = ShrinkingMode.BOUNDED)
    void aBagIsToldToPivasAsItWasOrdered(
            @ForAll("components") List<Component> components, @ForAll("senders") Sender sender) throws Exception {
        byte[] ordered = ordered(components, sender).getBytes(sender.charset());
        Hl7Message received = Hl7Message.parse(CharacterSets.decode(ordered).text());
        Translation.Translated translated = (Translation.Translated) TRANSLATOR.translate(received);

        byte[] announced = BagOrdered.announced(translated, ZONE);

        assertThat(announced).isNotNull();
        assertThat(complaints(announced)).isEmpty();
        Hl7Message told = Hl7Message.parse(new String(announced, UTF_8));
        assertThat(components(told)).isEqualTo(components(received));
        assertThat(value(told, "RXR", 1, 1)).isEqualTo("IV");
        assertThat(value(told, "TQ1", 7, 1)).startsWith("20261124100000");
    }

    private static String complaints(byte[] message) throws HL7Exception {
        return new StrictOut().complaints(HL7Converter.toMessage(StrictOut.text(message)));
    }

    private static String ordered(List<Component> components, Sender sender) {
        SegmentWriter message = SegmentWriter.usual()
                .add(
                        "MSH",
                        "^~\\&",
                        "HIS",
                        "HOSPITAL",
                        "CHEMOLOOP",
                        "DAYCHEMO",
                        "20261124080000",
                        "",
                        sender.type(),
                        "C1",
                        "P",
                        sender.version(),
                        "",
                        "",
                        "",
                        "",
                        "",
                        sender.characters())
                .add("PID", "1", "", "M1^^^HIS^MR", "", "测试^甲")
                .add("ORC", "NW", "P1^HIS", "", "RX1^HIS");
        Component first = components.get(0);
        message.add(
                "RXE",
                "1^ONCE^^20261124100000",
                message.components(first.code(), first.name(), "HISDRUG"),
                first.amount(),
                "",
                first.unit());
        message.add("RXR", "IV^静滴^HL70162");
        for (Component component : components) {
            message.add(
                    "RXC",
                    component == first ? "B" : "A",
                    message.components(component.code(), component.name(), "HISDRUG"),
                    component.amount(),
                    component.unit());
        }
        return message.toString();
    }

    /** What each RXC says: kind, code, name, how much, of what. */
    private static List<List<Object>> components(Hl7Message message) {
        List<List<Object>> all = new ArrayList<>();
        for (Segment segment : message.segments()) {
            if (segment.name().equals("RXC")) {
                all.add(List.of(
                        segment.text(1, 1),
                        segment.text(2, 1),
                        segment.text(2, 2),
                        new BigDecimal(segment.text(3, 1)).stripTrailingZeros(),
                        segment.text(4, 1)));
            }
        }
        return all;
    }

    private static String value(Hl7Message message, String segment, int field, int component) {
        return message.segment(segment).orElseThrow().text(field, component);
    }
}
