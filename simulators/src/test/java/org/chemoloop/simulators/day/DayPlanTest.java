package org.chemoloop.simulators.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.chemoloop.simulators.his.Patient;
import org.chemoloop.simulators.his.Recipe;
import org.junit.jupiter.api.Test;

class DayPlanTest {

    @Test
    void twelvePatientsGetFortyBagsAndSixMistakesHappen() {
        var plan = DayPlan.of(12, 40, 1, "RUN");

        assertThat(plan.visits()).hasSize(12);
        assertThat(plan.bags()).isEqualTo(40);
        assertThat(plan.wrongScans()).isEqualTo(WrongScan.values().length).isEqualTo(6);
    }

    @Test
    void theSameSeedIsTheSameDayWithOtherNumbers() {
        var monday = DayPlan.of(12, 40, 7, "RUN0001");
        var again = DayPlan.of(12, 40, 7, "RUN0002");

        assertThat(recipes(monday)).isEqualTo(recipes(again));
        assertThat(mistakes(monday)).isEqualTo(mistakes(again));
        assertThat(monday.visits())
                .extracting(visit -> visit.patient().seat())
                .isEqualTo(again.visits().stream()
                        .map(visit -> visit.patient().seat())
                        .toList());
        assertThat(numbers(monday)).doesNotContainAnyElementsOf(numbers(again));
    }

    @Test
    void anotherSeedIsAnotherDay() {
        assertThat(mistakes(DayPlan.of(12, 40, 1, "RUN"))).isNotEqualTo(mistakes(DayPlan.of(12, 40, 2, "RUN")));
    }

    @Test
    void noOrderNumberIsGivenTwice() {
        assertThat(numbers(DayPlan.of(30, 120, 1, "RUN")))
                .doesNotHaveDuplicates()
                .hasSize(120);
    }

    @Test
    void everyPatientHasASeatOfTheirOwn() {
        assertThat(DayPlan.of(42, 42, 1, "RUN").visits())
                .extracting(DayPlan.Visit::patient)
                .extracting(Patient::seat)
                .doesNotHaveDuplicates()
                .allSatisfy(seat -> assertThat(seat).isBetween(1, 42));
    }

    @Test
    void aLonePatientIsNeverMistakenForAnother() {
        var plan = DayPlan.of(1, 3, 1, "RUN");

        assertThat(mistakes(plan).toString()).doesNotContain(WrongScan.WRONG_WRISTBAND.name());
        assertThat(plan.wrongScans()).isPositive();
    }

    @Test
    void aDayWithoutBagsIsNoDay() {
        assertThatThrownBy(() -> DayPlan.of(3, 2, 1, "RUN")).hasMessageContaining("a bag for each");
    }

    private static List<Recipe> recipes(DayPlan plan) {
        return plan.visits().stream()
                .flatMap(visit -> visit.bags().stream())
                .map(bag -> bag.order().recipe())
                .toList();
    }

    private static List<?> mistakes(DayPlan plan) {
        return plan.visits().stream()
                .flatMap(visit -> visit.bags().stream())
                .map(DayPlan.Bag::wrongScans)
                .toList();
    }

    private static List<String> numbers(DayPlan plan) {
        return plan.visits().stream()
                .flatMap(visit -> visit.bags().stream())
                .map(bag -> bag.order().placerNumber())
                .toList();
    }
}
