package org.chemoloop.label.render;

/** The dots of one glyph at one size, placed relative to the pen on the baseline. */
record GlyphDots(int left, int top, int width, int height, boolean[] black) {

    void draw(Bitmap page, int x, int baseline, boolean ink) {
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                if (black[row * width + column]) {
                    page.set(x + left + column, baseline + top + row, ink);
                }
            }
        }
    }
}
