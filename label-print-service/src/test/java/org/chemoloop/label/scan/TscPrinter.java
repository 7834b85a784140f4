package org.chemoloop.label.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Burns TSPL as the manual of TSC tells: {@code SIZE} in millimetres, {@code BITMAP}, where a zero is a black dot; any
 * other command is a failure. It shares no code with what writes TSPL.
 */
public final class TscPrinter {
    private static final Pattern SIZE = Pattern.compile("SIZE (\\d+) mm,(\\d+) mm");
    private static final Pattern BITMAP = Pattern.compile("BITMAP (\\d+),(\\d+),(\\d+),(\\d+),0,");
    private static final List<String> UNDERSTOOD = List.of("GAP 2 mm,0 mm", "DIRECTION 1", "REFERENCE 0,0", "");

    private TscPrinter() {}

    /** One picture per label. */
    public static List<BufferedImage> print(byte[] tspl, int dpi) {
        String text = new String(tspl, ISO_8859_1);
        List<BufferedImage> labels = new ArrayList<>();
        BufferedImage label = null;
        int width = 0;
        int height = 0;
        int at = 0;
        while (at < text.length()) {
            Matcher bitmap = BITMAP.matcher(text).region(at, text.length());
            if (bitmap.lookingAt()) {
                at = bitmap(tspl, bitmap, label);
                continue;
            }
            int end = text.indexOf("\r\n", at);
            String line = text.substring(at, end);
            at = end + 2;
            Matcher size = SIZE.matcher(line);
            if (size.matches()) {
                width = dots(size.group(1), dpi);
                height = dots(size.group(2), dpi);
            } else if (line.equals("CLS")) {
                label = paper(width, height);
            } else if (line.equals("PRINT 1,1")) {
                labels.add(label);
            } else if (!UNDERSTOOD.contains(line)) {
                throw new AssertionError("unknown to this printer: " + line);
            }
        }
        return labels;
    }

    private static int bitmap(byte[] tspl, Matcher bitmap, BufferedImage label) {
        int left = Integer.parseInt(bitmap.group(1));
        int top = Integer.parseInt(bitmap.group(2));
        int stride = Integer.parseInt(bitmap.group(3));
        int rows = Integer.parseInt(bitmap.group(4));
        byte[] dots = Arrays.copyOfRange(tspl, bitmap.end(), bitmap.end() + stride * rows);
        for (int i = 0; i < dots.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                if ((dots[i] & (0x80 >> bit)) == 0) {
                    burn(label, left + i % stride * 8 + bit, top + i / stride);
                }
            }
        }
        return bitmap.end() + stride * rows;
    }

    private static int dots(String millimetres, int dpi) {
        return (int) Math.round(Integer.parseInt(millimetres) * (dpi == 203 ? 8 : dpi / 25.4));
    }

    static BufferedImage paper(int width, int height) {
        BufferedImage paper = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        byte[] white = new byte[width * height];
        Arrays.fill(white, (byte) 0xff);
        paper.getRaster().setDataElements(0, 0, width, height, white);
        return paper;
    }

    /** What lies beside the paper burns nothing. */
    static void burn(BufferedImage paper, int x, int y) {
        if (x < paper.getWidth() && y < paper.getHeight()) {
            paper.getRaster().setSample(x, y, 0, 0);
        }
    }
}
