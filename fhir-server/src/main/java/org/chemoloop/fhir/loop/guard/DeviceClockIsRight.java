package org.chemoloop.fhir.loop.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.chemoloop.fhir.loop.Attempt;
import org.chemoloop.fhir.loop.Guard;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.known.Said.Scanned;
import org.chemoloop.fhir.loop.rule.Rule;
import org.chemoloop.fhir.loop.rule.SiteSettings;
import org.chemoloop.fhir.loop.rule.Threshold;
import org.chemoloop.fhir.loop.rule.Threshold.Unit;

/**
 * The device's clock is right: the times on record come from it. What waited in a device is marked and let through, as
 * it has happened.
 */
public final class DeviceClockIsRight implements Guard {

    static final Threshold SKEW = new Threshold(
            "chemoloop.loop.clock-skew", "60s", Unit.DURATION, "domain rule B15; VistA BCMA warns from 30 minutes");

    static final Rule RULE = Rule.soft(
                    "B15",
                    LoopIssue.CLOCK_SKEW,
                    "设备时间与服务器相差不得超过限值",
                    "The device's clock does not differ from the server's (extension device-time, or a time in the future)")
            .with(SKEW);

    private final Optional<Duration> allowed;

    public DeviceClockIsRight(SiteSettings site) {
        this.allowed = site.duration(SKEW);
    }

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public Optional<Refusal> objection(Attempt attempt) {
        Scanned scanned = attempt.said().scanned();
        if (allowed.isEmpty() || scanned.offline()) {
            return Optional.empty();
        }
        Duration off = off(scanned, attempt.now());
        return off.compareTo(allowed.get()) > 0
                ? Optional.of(Refusal.by(
                        RULE,
                        "设备时间与服务器相差 %s 秒，请校准；确需继续请说明原因",
                        "The device's clock is %s seconds off: set it, or say why you go on",
                        off.toSeconds()))
                : Optional.empty();
    }

    /** A step in the past may be told late; one in the future can only be a wrong clock. */
    private static Duration off(Scanned scanned, Instant now) {
        Instant device = scanned.deviceTime();
        if (device != null) {
            return Duration.between(device, now).abs();
        }
        Instant occurred = scanned.occurred();
        return occurred == null ? Duration.ZERO : Duration.between(now, occurred);
    }

    @Override
    public boolean lacksData(Attempt attempt) {
        Scanned scanned = attempt.said().scanned();
        return scanned.deviceTime() == null && scanned.occurred() == null;
    }
}
