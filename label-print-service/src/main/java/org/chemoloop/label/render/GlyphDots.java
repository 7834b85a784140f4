package org.chemoloop.label.render;

import java.util.BitSet;

/** The dots of one glyph at one size, row by row, placed relative to the pen on the baseline. */
record GlyphDots(int left, int top, int width, BitSet black) {

    void draw(Bitmap page, int x, int baseline, boolean ink) {
        for (int dot = black.nextSetBit(0); dot >= 0; dot = black.nextSetBit(dot + 1)) {
            page.set(x + left + dot % width, baseline + top + dot / width, ink);
        }
    }
}
