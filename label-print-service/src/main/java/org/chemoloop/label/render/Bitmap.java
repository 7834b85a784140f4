package org.chemoloop.label.render;

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
        for (int row = y; row < y + rows; row++) {
            for (int column = x; column < x + columns; column++) {
                set(column, row, black);
            }
        }
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
