package org.chemoloop.simulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.chemoloop.simulators.printer.LabelPrinter;

/** A label printer alone, on loopback: each label becomes a file, until it is stopped. */
public final class PrinterSimulator {

    private PrinterSimulator() {}

    /** {@code [--port 9100] [--folder labels]}. */
    public static void main(String[] arguments) throws Exception {
        var options = Options.parse(arguments, Map.of("port", "9100", "folder", "labels"));
        Path folder = Files.createDirectories(Path.of(options.text("folder")));
        var printed = new AtomicInteger();
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), options.number("port"));
        try (var printer = LabelPrinter.listen(
                address, label -> keep(folder, printed.incrementAndGet(), label), System.err::println)) {
            System.out.println("label printer listens on " + printer.port());
            Thread.currentThread().join();
        }
    }

    private static void keep(Path folder, int number, byte[] label) {
        try {
            String ending = label[0] == '^' ? "zpl" : "tspl";
            Path file = folder.resolve("%05d.%s".formatted(number, ending));
            Files.write(file, label);
            System.out.println(file + " " + label.length + " bytes");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
