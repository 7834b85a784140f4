package org.chemoloop.fhir.visit.seat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Proves;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.visit.seat.BookingRule.Wanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BookingRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final NursesKeepUp TWO_NURSES =
            new NursesKeepUp(site(Map.of("chemoloop.visits.nurses", "hall=2, beds=1")));

    @Test
    @Proves("A2")
    void twoNursesSetUpTwoPatientsInAQuarterOfAnHour() {
        assertThat(TWO_NURSES.objection(booking(30, "hall", 25))).isEmpty();
        assertThat(TWO_NURSES.objection(booking(30, "hall", 25, 35)))
                .map(Refusal::words)
                .hasValueSatisfying(words -> assertThat(words.zh()).contains("3 位"));
        assertThat(TWO_NURSES.objection(booking(30, "hall", 15, 45))).isEmpty();
        assertThat(TWO_NURSES.objection(booking(30, "hall", 20, 40))).isEmpty();
        assertThat(TWO_NURSES.objection(booking(30, "beds", 20))).isPresent();
    }

    @Test
    @Proves("A2")
    void aNurseWatchesFourPatientsAtATime() {
        assertThat(TWO_NURSES.objection(booking(60, "beds", 10, 25, 40))).isEmpty();
        assertThat(TWO_NURSES.objection(booking(65, "beds", 5, 20, 35, 50)))
                .as("one has left before the fifth comes")
                .isEmpty();
        assertThat(TWO_NURSES.objection(booking(60, "beds", 5, 20, 35, 45))).isPresent();
        assertThat(TWO_NURSES.objection(booking(0, "beds", 15, 30, 45)))
                .as("those count who come later")
                .isEmpty();
        assertThat(TWO_NURSES.objection(booking(0, "beds", 15, 30, 45, 59))).isPresent();
    }

    @Test
    @Proves("A2")
    void whereNobodySaysHowManyNursesThereAreNothingIsChecked() {
        Wanted crowd = booking(30, "isolation", 30, 30, 30, 30, 30, 30);

        assertThat(TWO_NURSES.objection(crowd)).isEmpty();
        assertThat(TWO_NURSES.lacksData(crowd)).isTrue();
        assertThat(TWO_NURSES.lacksData(booking(30, "hall"))).isFalse();
        assertThat(TWO_NURSES.lacksData(new Wanted(NOW, NOW, Optional.empty(), List.of(), NOW)))
                .isTrue();
        assertThatThrownBy(() -> new NursesKeepUp(site(Map.of("chemoloop.visits.nurses", "hall"))))
                .hasMessageContaining("CHEMOLOOP_VISITS_NURSES");
    }

    @ParameterizedTest
    @CsvSource({"60, true", "89, true", "90, false", "480, false", "481, true", "-30, false"})
    @Proves("A3")
    void thePivasHasItsTimeAndIsOpen(int minutes, boolean warned) {
        PivasHasTime rule = new PivasHasTime(
                site(Map.of("chemoloop.visits.pivas-lead", "90m", "chemoloop.visits.pivas-hours", "08:00-16:00")),
                ZoneOffset.UTC);

        assertThat(rule.objection(booking(minutes, "hall")).isPresent()).isEqualTo(warned);
    }

    @Test
    @Proves("A3")
    void theFirstBagOfTheDayIsNotReadyWhenThePivasOpens() {
        PivasHasTime rule = new PivasHasTime(
                site(Map.of("chemoloop.visits.pivas-lead", "60m", "chemoloop.visits.pivas-hours", "09:00-16:00")),
                ZoneOffset.UTC);

        assertThat(rule.objection(booking(60 + 30, "hall"))).isPresent();
        assertThat(rule.objection(booking(60 + 60, "hall"))).isEmpty();
        assertThat(new PivasHasTime(SiteSettings.standard(), ZoneOffset.UTC).objection(booking(1, "hall")))
                .isEmpty();
        assertThatThrownBy(() ->
                        new PivasHasTime(site(Map.of("chemoloop.visits.pivas-hours", "08:00-25:00")), ZoneOffset.UTC))
                .hasMessageContaining("CHEMOLOOP_VISITS_PIVAS_HOURS");
    }

    private static SiteSettings site(Map<String, String> chosen) {
        return SiteSettings.of(chosen::get);
    }

    /** An hour from that minute on, beside others who come at these minutes for an hour. */
    private static Wanted booking(int minute, String area, int... others) {
        List<Booking> beside = new ArrayList<>();
        for (int other : others) {
            beside.add(new Booking("7", "p" + other, at(other), at(other + 60)));
        }
        return new Wanted(at(minute), at(minute + 60), Optional.of(area), beside, NOW);
    }

    private static Instant at(int minute) {
        return NOW.plus(Duration.ofMinutes(minute));
    }
}
