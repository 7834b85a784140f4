package org.chemoloop.routes.channel;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Shows the channels to Prometheus; the age of the oldest waiting message is the one to alert on. */
public final class ChannelMetrics {
    private final Channels channels;
    private final Clock clock;
    private final MultiGauge waiting;
    private final MultiGauge oldest;
    private final MultiGauge parked;
    private final MultiGauge stopped;
    private final MultiGauge dead;
    private final MultiGauge connected;

    public ChannelMetrics(Channels channels, MeterRegistry meters, Clock clock) {
        this.channels = channels;
        this.clock = clock;
        this.waiting = gauge(meters, "chemoloop.channel.waiting", "messages that wait for this counterpart");
        this.oldest = gauge(meters, "chemoloop.channel.oldest.seconds", "how long the first of them has waited");
        this.parked = gauge(meters, "chemoloop.channel.parked", "messages laid aside with their patient");
        this.stopped = gauge(meters, "chemoloop.channel.stopped", "messages refused: a person has to look");
        this.dead = gauge(meters, "chemoloop.channel.dead.letters", "messages nobody could decide");
        this.connected = gauge(meters, "chemoloop.channel.connected", "1 when the counterpart is there");
    }

    private static MultiGauge gauge(MeterRegistry meters, String name, String description) {
        return MultiGauge.builder(name).description(description).register(meters);
    }

    /** Measures anew. */
    public void refresh() throws Exception {
        List<Channel> now = channels.all();
        show(waiting, now, Channel::queueDepth);
        show(oldest, now, channel -> age(channel.oldestWaiting()));
        show(parked, now, Channel::parked);
        show(stopped, now, Channel::stopped);
        show(dead, now, Channel::failed);
        show(connected, now, channel -> channel.connected() ? 1 : 0);
    }

    private static void show(MultiGauge gauge, List<Channel> channels, ToDoubleFunction<Channel> value) {
        gauge.register(
                channels.stream()
                        .map(channel -> Row.of(Tags.of("channel", channel.name()), value.applyAsDouble(channel)))
                        .toList(),
                true);
    }

    private double age(@Nullable Instant since) {
        return since == null ? 0 : Duration.between(since, clock.instant()).toSeconds();
    }
}
