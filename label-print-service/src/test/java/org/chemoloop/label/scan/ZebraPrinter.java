package org.chemoloop.label.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Burns ZPL II as the programming guide of Zebra tells: {@code ^PW}, {@code ^LL}, {@code ^FO} and {@code ^GFA} with its
 * shorthand; any other command is a failure. It shares no code with what writes ZPL.
 */
public final class ZebraPrinter {
    private static final Pattern COMMAND = Pattern.compile("([~^])([A-Z@0-9]{2})([^~^]*)");

    private ZebraPrinter() {}

    /** One picture per label. */
    public static List<BufferedImage> print(byte[] zpl) {
        List<BufferedImage> labels = new ArrayList<>();
        int width = 0;
        int height = 0;
        int x = 0;
        int y = 0;
        BufferedImage label = null;
        Matcher command = COMMAND.matcher(new String(zpl, US_ASCII).replaceAll("[\\r\\n]", ""));
        while (command.find()) {
            String given = command.group(3);
            switch (command.group(1) + command.group(2)) {
                case "^XA" -> label = null;
                case "^PW" -> width = Integer.parseInt(given);
                case "^LL" -> {
                    height = Integer.parseInt(given);
                    label = TscPrinter.paper(width, height);
                }
                case "^LH" -> require(given.equals("0,0"), command.group());
                case "^FO" -> {
                    x = Integer.parseInt(given.split(",")[0]);
                    y = Integer.parseInt(given.split(",")[1]);
                }
                case "^GF" -> graphic(label, x, y, given);
                case "^FS" -> {}
                case "^PQ" -> require(given.equals("1"), command.group());
                case "^XZ" -> labels.add(label);
                default -> throw new AssertionError("unknown to this printer: " + command.group());
            }
        }
        return labels;
    }

    private static void graphic(BufferedImage label, int x, int y, String given) {
        String[] parts = given.split(",", 5);
        require(parts[0].equals("A"), "only ASCII hexadecimal is understood");
        int bytes = Integer.parseInt(parts[1]);
        int stride = Integer.parseInt(parts[3]);
        byte[] dots = dots(parts[4], bytes, stride);
        for (int i = 0; i < dots.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                if ((dots[i] & (0x80 >> bit)) != 0) {
                    TscPrinter.burn(label, x + i % stride * 8 + bit, y + i / stride);
                }
            }
        }
    }

    /** A comma fills the row with zeros, an exclamation mark with ones, a colon repeats the row above. */
    private static byte[] dots(String data, int bytes, int stride) {
        StringBuilder hex = new StringBuilder();
        int row = 2 * stride;
        for (char c : data.toCharArray()) {
            int missing = row - hex.length() % row;
            switch (c) {
                case ',' -> hex.append("0".repeat(missing));
                case '!' -> hex.append("F".repeat(missing));
                case ':' -> hex.append(hex.substring(hex.length() - row));
                default -> hex.append(c);
            }
        }
        require(hex.length() == 2 * bytes, "the field has " + hex.length() / 2 + " bytes instead of " + bytes);
        return HexFormat.of().parseHex(hex);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
