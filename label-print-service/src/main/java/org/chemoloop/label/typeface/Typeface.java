package org.chemoloop.label.typeface;

import java.awt.geom.GeneralPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Arrays;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.chemoloop.label.layout.TextMeasure;

/**
 * Noto Sans SC Medium: all of Unicode's basic and first extension Chinese characters, so also names that GB 2312 lacks.
 *
 * <p>Its outlines are read without Java2D's font code: no FreeType or fontconfig of the machine is needed, and the same
 * text has the same shape everywhere.
 */
public final class Typeface implements TextMeasure {
    private static final String RESOURCE = "/fonts/NotoSansSC-Medium.ttf";

    private final TrueTypeFont font;
    private final CmapLookup characters;
    private final double unitsPerEm;

    private Typeface(TrueTypeFont font) throws IOException {
        this.font = font;
        this.characters = font.getUnicodeCmapLookup();
        this.unitsPerEm = font.getUnitsPerEm();
    }

    public static Typeface bundled() {
        try (InputStream file = Typeface.class.getResourceAsStream(RESOURCE)) {
            if (file == null) {
                throw new IOException("it is not in this jar");
            }
            // From the stream: from anything else it would be held a third time while it is read.
            return new Typeface(new TTFParser().parseEmbedded(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the bundled font " + RESOURCE + " can't be read", unreadable);
        }
    }

    /** The parsed font, for embedding. */
    public TrueTypeFont font() {
        return font;
    }

    /**
     * The text in the characters that the typeface has outlines for: a compatibility form that an old character set
     * gave a name of its own (GBK has some) becomes the common character of the same shape.
     */
    public String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            String common = characters.getGlyphId(character) == 0
                    ? Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKC)
                    : Character.toString(character);
            if (common.codePoints().anyMatch(part -> characters.getGlyphId(part) == 0)) {
                throw new MissingGlyphException(character);
            }
            printable.append(common);
        });
        return printable.toString();
    }

    /** The glyphs of a text, one after the other. */
    public int[] glyphs(String text) {
        int[] glyphs = new int[text.length()];
        int count = 0;
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            int glyph = characters.getGlyphId(text.codePointAt(at));
            if (glyph == 0) {
                // A rare one: either it has a common form, or it is missing and said to be.
                return printable(text).codePoints().map(characters::getGlyphId).toArray();
            }
            glyphs[count++] = glyph;
        }
        return count == glyphs.length ? glyphs : Arrays.copyOf(glyphs, count);
    }

    /** How far the next glyph is from this one, in ems. */
    public double advance(int glyph) {
        try {
            return font.getAdvanceWidth(glyph) / unitsPerEm;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The outline of a glyph in font units, y upwards; empty for a space. */
    public GeneralPath outline(int glyph) {
        try {
            GlyphData data = font.getGlyph().getGlyph(glyph);
            return data == null ? new GeneralPath() : data.getPath();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public double unitsPerEm() {
        return unitsPerEm;
    }

    @Override
    public double width(String text, double size) {
        double ems = 0;
        for (int glyph : glyphs(text)) {
            ems += advance(glyph);
        }
        return ems * size;
    }
}
