package org.chemoloop.simulators.pivas;

import java.time.Clock;
import java.time.Duration;
import org.chemoloop.simulators.wire.Hl7;
import org.chemoloop.simulators.wire.SendingApplication;

/** Writes RDS^O13: one step of one bag, with lot and beyond-use time. */
final class PreparationReport {

    private static final Duration USABLE = Duration.ofHours(8);

    private final SendingApplication pivas;
    private final Clock clock;

    PreparationReport(SendingApplication pivas, Clock clock) {
        this.pivas = pivas;
        this.clock = clock;
    }

    Hl7 of(String bag, String drug, Step step) {
        String beyondUse = SendingApplication.timestamp(clock.instant().plus(USABLE));
        return pivas.message(
                "RDS^O13^RDS_O13",
                "2.5",
                // ORC-25 names the step.
                "ORC|SC|%1$s|F%1$s||IP||||%2$s||||||||||||||||%3$s^%3$s".formatted(bag, pivas.now(), step.code()),
                // RXD-10 dispenser, RXD-18 lot, RXD-19 beyond-use time.
                "RXD|1|%s^^HISDRUG|%s|1|袋^袋||F%s|||PH1^药师^丁||||||||LOT7|%s"
                        .formatted(drug, pivas.now(), bag, beyondUse));
    }
}
