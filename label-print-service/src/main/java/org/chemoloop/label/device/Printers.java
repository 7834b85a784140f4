package org.chemoloop.label.device;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chemoloop.label.layout.Stock;
import org.chemoloop.label.printer.LabelFormat;
import org.chemoloop.label.render.Resolution;

/** The printers of this installation by name. */
public final class Printers {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final Pattern TCP = Pattern.compile("tcp:(.+):(\\d{1,5})");

    private final Map<String, Printer> byName;

    private Printers(Map<String, Printer> byName) {
        this.byName = byName;
    }

    /**
     * Reads {@code NAME,ADDRESS,LANGUAGE,DPI,PLACE[,STOCK]}, several separated by semicolons; the address is
     * {@code tcp:HOST:PORT} or {@code file:FOLDER}.
     */
    public static Printers parse(String text, Duration patience) {
        Map<String, Printer> printers = new LinkedHashMap<>();
        for (String entry : text.split("[;\\n]")) {
            if (!entry.isBlank()) {
                Printer printer = printer(entry.strip(), patience);
                if (printers.put(printer.name(), printer) != null) {
                    throw wrong(entry, "the name is taken");
                }
            }
        }
        return new Printers(printers);
    }

    public Optional<Printer> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public List<Printer> all() {
        return List.copyOf(byName.values());
    }

    private static Printer printer(String entry, Duration patience) {
        String[] fields = entry.split(",", -1);
        if (fields.length < 5
                || fields.length > 6
                || !NAME.matcher(fields[0].strip()).matches()) {
            throw wrong(entry, "five or six fields are wanted, the first a name");
        }
        LabelFormat language = LabelFormat.of(fields[2].strip())
                .orElseThrow(() -> wrong(entry, "the language is zpl, tspl, png or pdf"));
        Optional<Stock> stock = fields.length == 6 && !fields[5].isBlank()
                ? Optional.of(
                        Stock.parse(fields[5].strip()).orElseThrow(() -> wrong(entry, "a stock is written as 70x50")))
                : Optional.empty();
        return new Printer(
                fields[0].strip(),
                fields[4].strip(),
                language,
                Resolution.of(fields[3].strip()).orElseThrow(() -> wrong(entry, "there are 203 and 300 dpi")),
                stock,
                line(entry, fields[1].strip(), language, patience));
    }

    private static Printer.Line line(String entry, String address, LabelFormat language, Duration patience) {
        var tcp = TCP.matcher(address);
        if (tcp.matches()) {
            return new TcpLine(tcp.group(1), Integer.parseInt(tcp.group(2)), language, patience);
        }
        if (address.startsWith("file:")) {
            return new FileLine(
                    Path.of(address.substring(5)), "." + language.name().toLowerCase(Locale.ROOT));
        }
        throw wrong(entry, "the address is tcp:HOST:PORT or file:FOLDER");
    }

    private static IllegalArgumentException wrong(String entry, String why) {
        return new IllegalArgumentException(
                "CHEMOLOOP_PRINTERS: " + why + " (NAME,ADDRESS,LANGUAGE,DPI,PLACE[,STOCK]): " + entry);
    }
}
