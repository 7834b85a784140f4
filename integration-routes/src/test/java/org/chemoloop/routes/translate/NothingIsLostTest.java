package org.chemoloop.routes.translate;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.MedicationRequest;

/** Whatever stands between them, components in are ingredients out, and every order keeps what is its own. */
class NothingIsLostTest {

    /** An order of {@code components} drugs among {@code others} segments, some of them before the detail. */
    record AnOrder(int components, int others, boolean route, boolean notesFirst) {}

    @Provide
    Arbitrary<List<AnOrder>> orders() {
        Arbitrary<Integer> few = Arbitraries.integers().between(0, 6);
        Arbitrary<Boolean> yesOrNo = Arbitraries.of(true, false);
        return net.jqwik.api.Combinators.combine(few, few, yesOrNo, yesOrNo)
                .as(AnOrder::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> kinds() {
        return Arbitraries.of("RDE^O11 2.5", "RDE^O01 2.3", "ORM^O01 2.4", "OMP^O09 2.6");
    }

    @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED)
    void componentsInAreIngredientsOut(
            @ForAll("orders") List<AnOrder> orders, @ForAll("kinds") String kind, @ForAll long seed) {
        List<MedicationRequest> lines = sent(orders, kind, seed).lines();

        assertThat(lines).hasSize(orders.size());
        for (int k = 0; k < orders.size(); k++) {
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < orders.get(k).components(); i++) {
                expected.add("D" + k + "x" + i + " " + (i + 1) + " mg" + (i == 0 ? " base" : ""));
            }
            assertThat(Sent.content(lines.get(k))).containsExactlyElementsOf(expected);
        }
    }

    @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED)
    void whatAnOrderSaysNeverComesFromAnother(
            @ForAll("orders") List<AnOrder> orders, @ForAll("kinds") String kind, @ForAll long seed) {
        Sent sent = sent(orders, kind, seed);

        for (int k = 0; k < orders.size(); k++) {
            MedicationRequest line = sent.lines().get(k);
            assertThat(Sent.placer(line)).isEqualTo("P" + k);
            assertThat(Sent.medication(line).getCode().getCodingFirstRep().getCode())
                    .isEqualTo("D" + k);
            assertThat(line.getDosageInstructionFirstRep()
                            .getRoute()
                            .getCodingFirstRep()
                            .getDisplay())
                    .isEqualTo(orders.get(k).route() ? "route " + k : null);
            String own = "note " + k + " ";
            assertThat(line.getNote())
                    .extracting(Annotation::getText)
                    .allSatisfy(text -> assertThat(text).startsWith(own));
            assertThat(line.getNote().size() + line.getSupportingInformation().size())
                    .isEqualTo(notes(orders.get(k)) + results(orders.get(k)));
            assertThat(sent.orderEntries().get(k).placerRaw()).isEqualTo("P" + k);
            assertThat(sent.bundle()
                            .getEntry()
                            .get(sent.orderEntries().get(k).entryIndex())
                            .getResource())
                    .isSameAs(line);
        }
    }

    @Property(tries = 50, shrinking = ShrinkingMode.OFF)
    void theSameMessageIsTheSameBundle(
            @ForAll("orders") List<AnOrder> orders, @ForAll("kinds") String kind, @ForAll long seed) {
        assertThat(json(sent(orders, kind, seed))).isEqualTo(json(sent(orders, kind, seed)));
    }

    private static String json(Sent sent) {
        return FhirContext.forR4Cached().newJsonParser().encodeResourceToString(sent.bundle());
    }

    private static Sent sent(List<AnOrder> orders, String kind, long seed) {
        String[] typeAndVersion = kind.split(" ");
        Random random = new Random(seed);
        List<String> segments = new ArrayList<>();
        for (int k = 0; k < orders.size(); k++) {
            segments.addAll(segments(orders.get(k), k, kind.startsWith("RDE"), random));
        }
        return Sent.orders(typeAndVersion[0], typeAndVersion[1], segments.toArray(String[]::new));
    }

    /** ORC first, then the detail; routes, components in their order, notes, results and Z segments in any order. */
    private static List<String> segments(AnOrder order, int k, boolean encoded, Random random) {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < order.others(); i++) {
            others.add(
                    switch (i % 3) {
                        case 0 -> "NTE|1||note " + k + " " + i;
                        case 1 -> "OBX|1|NM|LAB" + k + "x" + i + "||7|g||||||||20261124080000";
                        default -> "ZXX|anything|" + k;
                    });
        }
        if (order.route()) {
            others.add("RXR|IV" + k + "^route " + k + "^L");
        }
        Collections.shuffle(others, random);
        int component = 0;
        List<String> tail = new ArrayList<>();
        while (component < order.components() || !others.isEmpty()) {
            boolean takeComponent = component < order.components() && (others.isEmpty() || random.nextBoolean());
            tail.add(takeComponent ? rxc(k, component++) : others.remove(0));
        }
        List<String> all = new ArrayList<>();
        all.add("ORC|NW|P" + k + "|||||||20261124080000");
        if (order.notesFirst() && !tail.isEmpty() && !tail.get(0).startsWith("RXC")) {
            all.add(tail.remove(0));
        }
        all.add(encoded ? "RXE||D" + k + "|1||mg" : "RXO|D" + k + "|1||mg");
        all.addAll(tail);
        return all;
    }

    private static String rxc(int k, int i) {
        return "RXC|" + (i == 0 ? "B" : "A") + "|D" + k + "x" + i + "|" + (i + 1) + "|mg";
    }

    private static int notes(AnOrder order) {
        return (order.others() + 2) / 3;
    }

    private static int results(AnOrder order) {
        return (order.others() + 1) / 3;
    }
}
