package org.chemoloop.simulators.day;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.chemoloop.simulators.pda.PrintDesk;
import org.chemoloop.simulators.printer.LabelPrinter;
import org.jspecify.annotations.Nullable;

/** The labels of one day and the printer they come out of: ours, where the installation has one on this machine. */
final class Labels implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern NEARBY = Pattern.compile("tcp:(?:localhost|127\\.0\\.0\\.1):(\\d+)");

    private final PrintDesk desk;
    private final PrintDesk.Printer printer;
    private final Board board;
    private final AtomicInteger printed = new AtomicInteger();
    private final AtomicInteger cameOut = new AtomicInteger();
    private final @Nullable LabelPrinter ours;

    Labels(PrintDesk desk, Board board) throws IOException, InterruptedException {
        this.desk = desk;
        this.printer = desk.printer();
        this.board = board;
        this.ours = unlessTaken();
    }

    void wristband(String code) throws SurpriseException, IOException, InterruptedException {
        print("wristband", code);
    }

    void bag(PlacedBag bag) throws SurpriseException, IOException, InterruptedException {
        print("bag", bag.code());
    }

    /**
     * Every label that was reported as printed has come out, if the printer was ours; an earlier day's may come too.
     */
    void compare() {
        if (ours != null && cameOut.get() < printed.get()) {
            board.surprise(
                    "%d labels came out of the printer, %d are reported".formatted(cameOut.get(), printed.get()));
        }
    }

    private void print(String kind, String code) throws SurpriseException, IOException, InterruptedException {
        String job = desk.print(printer.name(), kind, code);
        Patience.await(SOON, "label of " + kind + " " + code, () -> desk.printed(job));
        printed.incrementAndGet();
        board.printed(kind, code);
    }

    /** A printer that already listens there prints the day's labels in place of ours. */
    private @Nullable LabelPrinter unlessTaken() throws IOException {
        var port = NEARBY.matcher(printer.address());
        if (!port.matches()) {
            return null;
        }
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port.group(1)));
        try {
            return LabelPrinter.listen(address, label -> cameOut.incrementAndGet(), board::notice);
        } catch (BindException taken) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        if (ours != null) {
            ours.close();
        }
    }
}
