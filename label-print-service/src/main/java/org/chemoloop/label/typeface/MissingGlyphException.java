package org.chemoloop.label.typeface;

/**
 * The typeface has no sign for a character: such a label is not made, because an empty box could be read as any name.
 */
public final class MissingGlyphException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String character;

    MissingGlyphException(int codePoint) {
        super(String.format("no glyph for U+%04X", codePoint));
        this.character = Character.toString(codePoint);
    }

    public String character() {
        return character;
    }
}
