package org.chemoloop.label.layout;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The size of one label or wristband as it is read, in millimetres. */
public record Stock(double width, double height) {
    private static final Pattern SIZE = Pattern.compile("(\\d{2,3})x(\\d{2,3})");
    private static final int LONGEST = 300;

    /** Reads {@code 70x50}; empty for anything else and for sizes that are no label. */
    public static Optional<Stock> parse(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            return Optional.empty();
        }
        Stock stock = new Stock(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
        return stock.width > LONGEST || stock.height > LONGEST ? Optional.empty() : Optional.of(stock);
    }

    /** The longer side across, as a wristband is read; its boxes are named 25x250. */
    public Stock lyingDown() {
        return width >= height ? this : new Stock(height, width);
    }

    @Override
    public String toString() {
        return (int) width + "x" + (int) height;
    }
}
