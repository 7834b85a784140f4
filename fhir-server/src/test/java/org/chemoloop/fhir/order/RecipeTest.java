package org.chemoloop.fhir.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.chemoloop.fhir.order.Recipe.PlannedBag;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

class RecipeTest {

    @Property(tries = 300)
    void everyComponentOrderedIsAnIngredientOfABag(@ForAll("prescriptions") List<Order> orders) {
        List<PrescriptionLine> lines = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            lines.add(orders.get(i).line(i));
        }

        List<Recipe> recipes = Recipe.of(lines);

        assertThat(recipes.stream().flatMap(recipe -> recipe.lines().stream()))
                .containsExactlyInAnyOrderElementsOf(lines);
        assertThat(recipes.stream().flatMap(RecipeTest::drugsOfFirstBag))
                .containsExactlyInAnyOrderElementsOf(lines.stream()
                        .flatMap(line -> line.components().stream())
                        .map(RecipeTest::code)
                        .toList());
    }

    /** As a HIS may send it: components of its own, a group number, a parent; twice as often or not. */
    record Order(int components, int groupNumber, boolean child, int count) {

        PrescriptionLine line(int number) {
            MedicationRequest line = RecipeTest.line("P" + number, "DRUG" + number);
            for (int i = 0; i < components; i++) {
                ((Medication) line.getContained().get(0)).addIngredient().setItem(drug("C" + number + "-" + i));
            }
            if (groupNumber > 0) {
                group(line, "RX1", String.valueOf(groupNumber));
            }
            if (child) {
                childOf(line, "P0");
            }
            line.addDosageInstruction().getTiming().getRepeat().setCount(count);
            return new PrescriptionLine(line);
        }
    }

    @Provide
    Arbitrary<List<Order>> prescriptions() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(true, false, false),
                        Arbitraries.integers().between(1, 3))
                .as(Order::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Example
    void componentsUnderOneOrderAreOneBag() {
        MedicationRequest line = line("P1", "CARBO150");
        Medication medication = (Medication) line.getContained().get(0);
        medication.addIngredient().setItem(drug("NS250"));
        medication.addIngredient().setItem(drug("CARBO150"));

        assertThat(Recipe.of(List.of(new PrescriptionLine(line))))
                .singleElement()
                .satisfies(recipe -> assertThat(drugsOfFirstBag(recipe)).containsExactly("NS250", "CARBO150"));
    }

    @Example
    void childrenOfOneParentAreOneBagWithTheDrugOfTheParent() {
        MedicationRequest parent = line("P1", "NS500");
        MedicationRequest child = line("P2", "PACLI30");
        childOf(child, "P1");

        assertThat(recipes(parent, child))
                .singleElement()
                .satisfies(recipe -> assertThat(drugsOfFirstBag(recipe)).containsExactly("NS500", "PACLI30"));
    }

    @Example
    void aParentThatOnlyAnnouncesADrugOfItsChildDoublesNothing() {
        MedicationRequest parent = line("P1", "PACLI30");
        MedicationRequest drug = line("P2", "PACLI30");
        MedicationRequest diluent = line("P3", "NS500");
        childOf(drug, "P1");
        childOf(diluent, "P1");

        assertThat(recipes(parent, drug, diluent))
                .singleElement()
                .satisfies(recipe -> assertThat(drugsOfFirstBag(recipe)).containsExactly("PACLI30", "NS500"));
    }

    @Example
    void aGroupNumberTiesOnlyLinesOfOnePrescription() {
        MedicationRequest one = line("P1", "NS500");
        MedicationRequest two = line("P2", "PACLI30");
        MedicationRequest other = line("P3", "DEX5");
        group(one, "RX1", "1");
        group(two, "RX1", "1");
        group(other, "RX2", "1");

        assertThat(recipes(one, two, other)).hasSize(2);
    }

    @Example
    void aDrugGivenOnlyOnTheFirstDayIsOnlyInTheFirstBag() {
        MedicationRequest daily = line("P1", "NS500");
        daily.addDosageInstruction().getTiming().getRepeat().setCount(3);
        MedicationRequest once = line("P2", "DEX5");
        once.addDosageInstruction().getTiming().getRepeat().setCount(1);
        MedicationRequest unsaid = line("P3", "PACLI30");
        List.of(daily, once, unsaid).forEach(line -> group(line, "RX1", "1"));

        List<PlannedBag> bags = recipes(daily, once, unsaid).get(0).plannedBags();
        assertThat(bags).hasSize(3);
        assertThat(bags.get(0).ingredients()).hasSize(3);
        assertThat(bags.get(1).ingredients()).extracting(RecipeTest::code).containsExactly("NS500", "PACLI30");
    }

    private static List<Recipe> recipes(MedicationRequest... lines) {
        return Recipe.of(Stream.of(lines).map(PrescriptionLine::new).toList());
    }

    private static MedicationRequest line(String placer, String drug) {
        MedicationRequest line = new MedicationRequest();
        line.addIdentifier().setSystem(Terms.PLACER_ORDER).setValue(placer);
        Medication medication = new Medication();
        medication.setCode(drug(drug));
        line.addContained(medication);
        line.setMedication(new Reference("#medication"));
        return line;
    }

    private static void group(MedicationRequest line, String prescription, String group) {
        line.getGroupIdentifier().setSystem(Terms.PRESCRIPTION).setValue(prescription);
        line.addExtension(new Extension(Terms.RECIPE_GROUP, new StringType(group)));
    }

    private static void childOf(MedicationRequest line, String parent) {
        Identifier identifier = new Identifier().setSystem(Terms.PLACER_ORDER).setValue(parent);
        line.addExtension(new Extension(Terms.PARENT_ORDER, identifier));
    }

    private static CodeableConcept drug(String code) {
        return new CodeableConcept().addCoding(new Coding(Terms.codeSystem("hospital-drug"), code, null));
    }

    private static Stream<String> drugsOfFirstBag(Recipe recipe) {
        return recipe.plannedBags().get(0).ingredients().stream().map(RecipeTest::code);
    }

    private static String code(Medication.MedicationIngredientComponent ingredient) {
        return ingredient.getItemCodeableConcept().getCodingFirstRep().getCode();
    }
}
