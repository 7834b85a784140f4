package org.chemoloop.routes.channel;

import java.time.Instant;
import java.util.List;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.chemoloop.routes.broker.Queues;
import org.chemoloop.routes.channel.Backlog.Counts;
import org.chemoloop.routes.channel.Channel.Rates;
import org.chemoloop.routes.mllp.MllpInComponent.Listening;
import org.chemoloop.routes.mllp.MllpOutComponent;
import org.chemoloop.routes.receive.JmsJournal;
import org.chemoloop.routes.submit.FhirStore;
import org.jspecify.annotations.Nullable;

/** Describes every counterpart as it is now. */
public final class Channels {
    private final Backlog backlog;
    private final Lines lines;
    private final MllpOutComponent senders;
    private final FhirStore fhir;
    private final Queues queues;
    private final Pauses pauses;

    public Channels(
            Backlog backlog, Lines lines, MllpOutComponent senders, FhirStore fhir, Queues queues, Pauses pauses) {
        this.backlog = backlog;
        this.lines = lines;
        this.senders = senders;
        this.fhir = fhir;
        this.queues = queues;
        this.pauses = pauses;
    }

    List<Channel> all() throws ActiveMQException {
        return List.of(counterpart("his"), counterpart("pivas"), fhirServer());
    }

    private Channel counterpart(String name) {
        Counts in = backlog.of("in", name);
        Counts out = backlog.of("out", name);
        int connections = lines.listener(name).map(Listening::connections).orElse(0);
        return new Channel(
                name,
                connections > 0 || senders.isConnected(name),
                pauses.isPaused(name),
                lines.isListening(name),
                connections,
                in.last(),
                out.last(),
                new Rates(in.perMinute(), in.perHour()),
                new Rates(out.perMinute(), out.perHour()),
                out.waiting(),
                out.oldest(),
                out.parked(),
                out.stopped(),
                in.failed(),
                senders.trouble(name));
    }

    /** What the hospital sent waits for the FHIR server first in the queue, later in the log. */
    private Channel fhirServer() throws ActiveMQException {
        Counts his = backlog.of("in", "his");
        Counts pivas = backlog.of("in", "pivas");
        return new Channel(
                "fhir-server",
                fhir.isThere(),
                pauses.isPaused("fhir-server"),
                null,
                0,
                null,
                fhir.lastSuccess().equals(Instant.EPOCH) ? null : fhir.lastSuccess(),
                new Rates(0, 0),
                new Rates(his.perMinute() + pivas.perMinute(), his.perHour() + pivas.perHour()),
                queues.depth(JmsJournal.QUEUE) + his.parked() + pivas.parked(),
                earlier(his.oldest(), pivas.oldest()),
                his.parked() + pivas.parked(),
                0,
                his.failed() + pivas.failed(),
                fhir.trouble());
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
