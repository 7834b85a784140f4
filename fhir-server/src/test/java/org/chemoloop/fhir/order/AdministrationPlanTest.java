package org.chemoloop.fhir.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Timing.TimingRepeatComponent;
import org.hl7.fhir.r4.model.Timing.UnitsOfTime;
import org.junit.jupiter.api.Test;

class AdministrationPlanTest {

    private static final String START = "2026-11-24T10:00:00+08:00";

    private final Dosage dosage = new Dosage();
    private final TimingRepeatComponent repeat = dosage.getTiming().getRepeat();

    @Test
    void onceIsOne() {
        from(START).setCount(1);

        assertThat(times()).containsExactly("2026-11-24T10:00+08:00");
    }

    @Test
    void anOrderThatDoesNotSayHowOftenIsPlannedOnce() {
        daily();
        from(START);

        assertThat(times()).containsExactly("2026-11-24T10:00+08:00");
        assertThat(AdministrationPlan.of(List.of(dosage)).clear()).isFalse();
        assertThat(AdministrationPlan.of(List.of()).count()).isOne();
    }

    @Test
    void aCountIsATotal() {
        daily().setCount(3);
        from(START);

        assertThat(times())
                .containsExactly("2026-11-24T10:00+08:00", "2026-11-25T10:00+08:00", "2026-11-26T10:00+08:00");
    }

    @Test
    void twiceADayForThreeDaysIsSix() {
        repeat.setFrequency(2).setPeriod(BigDecimal.ONE).setPeriodUnit(UnitsOfTime.D);
        repeat.setBounds((Duration) new Duration().setValue(3).setCode("d"));

        assertThat(AdministrationPlan.of(List.of(dosage)).count()).isEqualTo(6);
    }

    @Test
    void theLastMomentOfThePeriodStillCounts() {
        daily();
        repeat.setBounds(new Period()
                .setStartElement(new DateTimeType(START))
                .setEndElement(new DateTimeType("2026-11-26T10:00:00+08:00")));

        assertThat(times()).hasSize(3);
    }

    @Test
    void aLastDayCountsToItsEnd() {
        daily();
        repeat.setBounds(
                new Period().setStartElement(new DateTimeType(START)).setEndElement(new DateTimeType("2026-11-26")));

        assertThat(times()).hasSize(3);
    }

    @Test
    void theHoursOfTheWardAreKept() {
        daily().setCount(3);
        repeat.addTimeOfDay("08:00:00").addTimeOfDay("20:00:00");
        from(START);

        assertThat(times())
                .containsExactly("2026-11-24T20:00+08:00", "2026-11-25T08:00+08:00", "2026-11-25T20:00+08:00");
    }

    @Test
    void severalDosagesAddUp() {
        from(START).setCount(1);
        Dosage second = new Dosage();
        second.getTiming()
                .getRepeat()
                .setCount(1)
                .setBounds(new Period().setStartElement(new DateTimeType("2026-11-20T10:00:00+08:00")));

        AdministrationPlan plan = AdministrationPlan.of(List.of(dosage, second));
        assertThat(plan.times())
                .extracting(time -> time.orElseThrow().toString())
                .containsExactly("2026-11-20T10:00+08:00", "2026-11-24T10:00+08:00");
    }

    @Test
    void aSlipOfThePenDoesNotFloodTheWard() {
        daily().setCount(1000);
        from(START);

        AdministrationPlan plan = AdministrationPlan.of(List.of(dosage));
        assertThat(plan.count()).isEqualTo(AdministrationPlan.MOST);
        assertThat(plan.cut()).isTrue();
    }

    @Test
    void aCountWithoutAFrequencyKnowsOnlyTheFirstTime() {
        from(START).setCount(2);

        assertThat(AdministrationPlan.of(List.of(dosage)).times().get(1)).isEmpty();
    }

    private TimingRepeatComponent daily() {
        return repeat.setFrequency(1).setPeriod(BigDecimal.ONE).setPeriodUnit(UnitsOfTime.D);
    }

    private TimingRepeatComponent from(String start) {
        return repeat.setBounds(new Period().setStartElement(new DateTimeType(start)));
    }

    private List<String> times() {
        return AdministrationPlan.of(List.of(dosage)).times().stream()
                .map(Optional::orElseThrow)
                .map(Object::toString)
                .toList();
    }
}
