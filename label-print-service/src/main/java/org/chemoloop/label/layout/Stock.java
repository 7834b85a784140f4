package org.chemoloop.label.layout;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The size of one label or wristband in a printer, in millimetres. */
public record Stock(double width, double height) {
    public static final Stock BAG = new Stock(70, 50);
    public static final Stock LONG_BAG = new Stock(70, 90);
    public static final Stock WRISTBAND = new Stock(250, 25);

    private static final Pattern SIZE = Pattern.compile("(\\d{2,3})x(\\d{2,3})");

    /** Reads {@code 70x50}; empty for anything else and for sizes that are no label. */
    public static Optional<Stock> parse(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            return Optional.empty();
        }
        Stock stock = new Stock(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
        return stock.width > 300 || stock.height > 300 ? Optional.empty() : Optional.of(stock);
    }

    @Override
    public String toString() {
        return (int) width + "x" + (int) height;
    }
}
