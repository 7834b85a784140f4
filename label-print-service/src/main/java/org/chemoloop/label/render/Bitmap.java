package org.chemoloop.label.render;

import java.util.Arrays;

/** A page in printer dots: one bit each, set = burnt black. */
public final class Bitmap {
    private final int width;
    private final int height;
    private final int stride;
    private final byte[] bits;

    public Bitmap(int width, int height) {
        this.width = width;
        this.height = height;
        this.stride = (width + 7) / 8;
        this.bits = new byte[stride * height];
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** Bytes per row; the leftmost dot is the highest bit. */
    public int stride() {
        return stride;
    }

    public byte at(int index, int row) {
        return bits[row * stride + index];
    }

    public boolean black(int x, int y) {
        return (bits[y * stride + (x >> 3)] & (0x80 >> (x & 7))) != 0;
    }

    void set(int x, int y, boolean black) {
        if (x < 0 || y < 0 || x >= width || y >= height) {
            return;
        }
        int mask = 0x80 >> (x & 7);
        int at = y * stride + (x >> 3);
        bits[at] = (byte) (black ? bits[at] | mask : bits[at] & ~mask);
    }

    void fill(int x, int y, int columns, int rows, boolean black) {
        int right = Math.min(width, x + columns);
        for (int row = Math.max(0, y); row < Math.min(height, y + rows); row++) {
            int column = Math.max(0, x);
            while (column < right) {
                if ((column & 7) == 0 && column + 8 <= right) {
                    bits[row * stride + (column >> 3)] = (byte) (black ? 0xff : 0);
                    column += 8;
                } else {
                    set(column++, row, black);
                }
            }
        }
    }

    /** Whether this row has the dots of the one above it. */
    public boolean isAsAbove(int row) {
        int from = row * stride;
        return Arrays.equals(bits, from, from + stride, bits, from - stride, from);
    }

    /** The same page with its left edge at the top, as a band runs through the printer. */
    public Bitmap turned() {
        Bitmap turned = new Bitmap(height, width);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (black(x, y)) {
                    turned.set(height - 1 - y, x, true);
                }
            }
        }
        return turned;
    }
}
