package org.chemoloop.fhir.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.order.Recipe.PlannedBag;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Medication.MedicationIngredientComponent;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;

/** 组方 and 拆方: whatever hands do, each component is in exactly one bag afterwards. */
class MixedBagTest {

    @Property(tries = 300)
    void noComponentIsLostOrDoubledByTakingABagApart(
            @ForAll("lines") List<Integer> components, @ForAll Set<Integer> chosen) {
        MixedBag bag = bag(0, components);
        Set<String> out = chosen.stream()
                .map(index -> bag.lines()
                        .get(Math.floorMod(index, bag.lines().size()))
                        .id())
                .collect(Collectors.toSet());

        Optional<List<PlannedBag>> parts = bag.without(out);

        boolean possible = !out.isEmpty() && out.size() < bag.lines().size();
        assertThat(parts.isPresent()).isEqualTo(possible);
        parts.ifPresent(both -> {
            assertThat(both.stream()
                            .flatMap(part -> part.ingredients().stream())
                            .map(MixedBagTest::code))
                    .containsExactlyInAnyOrderElementsOf(codes(bag.ingredients()));
            assertThat(both.get(1).lines()).extracting(PrescriptionLine::id).containsExactlyInAnyOrderElementsOf(out);
        });
    }

    @Property(tries = 200)
    void noComponentIsLostOrDoubledByPuttingBagsTogether(@ForAll("bags") List<List<Integer>> bags) {
        List<MixedBag> mixed = new ArrayList<>();
        for (List<Integer> components : bags) {
            mixed.add(bag(mixed.size(), components));
        }

        PlannedBag together = MixedBag.together(mixed).orElseThrow();

        assertThat(codes(together.ingredients()))
                .containsExactlyElementsOf(mixed.stream()
                        .flatMap(bag -> codes(bag.ingredients()).stream())
                        .toList());
    }

    @Example
    void twoDaysOfOneOrderDoNotGoIntoOneBag() {
        MixedBag bag = bag(0, List.of(2));

        assertThat(MixedBag.together(List.of(bag, bag))).isEmpty();
    }

    @Example
    void aParentWhoseDrugItsChildOrdersIsNotTakenFromItsChild() {
        MedicationRequest parent = line("P1", 0);
        MedicationRequest child = line("P2", 0);
        child.getContained().clear();
        child.addContained(new Medication()
                .setCode(((Medication) parent.getContained().get(0)).getCode().copy())
                .setId("medication"));
        child.addExtension(new Extension(
                Terms.PARENT_ORDER,
                new Identifier().setSystem(Terms.PLACER_ORDER).setValue("P1")));
        MixedBag bag = mixed(0, List.of(parent, child));

        assertThat(bag.ingredients()).hasSize(1);
        assertThat(bag.without(Set.of("l-P2"))).isEmpty();
    }

    @Provide
    Arbitrary<List<Integer>> lines() {
        return Arbitraries.integers().between(0, 3).list().ofMinSize(1).ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<List<Integer>>> bags() {
        return Combinators.combine(lines(), lines(), lines()).as((a, b, c) -> List.of(a, b, c));
    }

    private static MixedBag bag(int number, List<Integer> components) {
        List<MedicationRequest> lines = new ArrayList<>();
        for (int count : components) {
            lines.add(line("P" + number + "-" + lines.size(), count));
        }
        return mixed(number, lines);
    }

    private static MixedBag mixed(int number, List<MedicationRequest> lines) {
        List<PrescriptionLine> together =
                lines.stream().map(PrescriptionLine::new).toList();
        List<MedicationIngredientComponent> ingredients =
                new Recipe("key", together).plannedBags().get(0).ingredients();
        // As the catalogue marks them when the bag is ordered.
        ingredients.forEach(ingredient -> ingredient.setIsActive(true));
        return new MixedBag(BagCode.mint(number + 1), Optional.empty(), together, ingredients);
    }

    /** Without components the drug of the line itself. */
    private static MedicationRequest line(String placer, int components) {
        MedicationRequest line = new MedicationRequest();
        line.setId("l-" + placer);
        line.addIdentifier().setSystem(Terms.PLACER_ORDER).setValue(placer);
        Medication medication = new Medication();
        medication.setCode(drug(placer));
        for (int i = 0; i < components; i++) {
            medication.addIngredient().setItem(drug(placer + "-" + i));
        }
        line.addContained(medication);
        line.setMedication(new Reference("#medication"));
        return line;
    }

    private static CodeableConcept drug(String code) {
        return new CodeableConcept().addCoding(new Coding(Terms.codeSystem("hospital-drug"), code, null));
    }

    private static List<String> codes(List<MedicationIngredientComponent> ingredients) {
        return Stream.of(ingredients)
                .flatMap(List::stream)
                .map(MixedBagTest::code)
                .toList();
    }

    private static String code(MedicationIngredientComponent ingredient) {
        return ingredient.getItemCodeableConcept().getCodingFirstRep().getCode();
    }
}
