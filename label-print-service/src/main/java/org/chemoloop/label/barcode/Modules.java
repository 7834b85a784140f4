package org.chemoloop.label.barcode;

import com.google.zxing.common.BitMatrix;

/** The dark and light modules of a symbol, without quiet zone and without a size in dots. */
public final class Modules {
    private final BitMatrix matrix;

    Modules(BitMatrix matrix) {
        this.matrix = matrix;
    }

    public int width() {
        return matrix.getWidth();
    }

    /** One for a linear symbol. */
    public int height() {
        return matrix.getHeight();
    }

    public boolean dark(int column, int row) {
        return matrix.get(column, row);
    }
}
