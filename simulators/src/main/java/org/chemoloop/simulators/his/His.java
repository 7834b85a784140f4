package org.chemoloop.simulators.his;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.chemoloop.simulators.wire.Hl7;
import org.chemoloop.simulators.wire.MllpLine;
import org.chemoloop.simulators.wire.MllpListener;
import org.chemoloop.simulators.wire.SendingApplication;

/** A HIS: sends on its line to ChemoLoop, records what it hears back and accepts it. */
public final class His implements AutoCloseable {

    private final SendingApplication application;
    private final HisMessages messages;
    private final MllpLine line;
    private final Queue<Hl7> heard = new ConcurrentLinkedQueue<>();
    private final Consumer<Hl7> listener;

    /** @param listener is told every message that arrives, after it is recorded */
    public His(InetSocketAddress ordersIn, String run, Clock clock, Consumer<Hl7> listener) {
        this.application = new SendingApplication("HIS", run, clock);
        this.messages = new HisMessages(application, clock);
        this.line = new MllpLine(ordersIn);
        this.listener = listener;
    }

    /** Opens the port on which ChemoLoop reports dispatches and infusions. */
    public MllpListener listen(InetSocketAddress address, Consumer<String> notice) throws IOException {
        return MllpListener.listen(address, this::hear, notice);
    }

    /** Sends one message and returns its answer. */
    public Hl7 send(Hl7 message) throws IOException {
        return line.send(message);
    }

    /** What this HIS can say. */
    public HisMessages messages() {
        return messages;
    }

    /** Whether it has heard that the infusion of a bag began and that it ended completely. */
    public boolean knowsOfWholeInfusion(String bag) {
        List<String> completions = heard.stream()
                .filter(message -> message.kind().equals("RAS^O17"))
                .flatMap(message -> message.all("RXA").stream())
                .filter(rxa -> rxa.get(25).equals(bag))
                .map(rxa -> rxa.get(20))
                .toList();
        return completions.contains("") && completions.contains("CP");
    }

    private Hl7 hear(Hl7 message) {
        heard.add(message);
        listener.accept(message);
        return application.accept(message);
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
