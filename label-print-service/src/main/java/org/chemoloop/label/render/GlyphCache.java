package org.chemoloop.label.render;

import java.awt.geom.AffineTransform;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chemoloop.label.typeface.Typeface;

/** Keeps the dots of the glyphs that were drawn last; a day's labels use some hundred characters in a few sizes. */
final class GlyphCache {
    private static final int MOST = 4000;

    private final Typeface typeface;
    private final Map<Key, GlyphDots> known = Collections.synchronizedMap(new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, GlyphDots> eldest) {
            return size() > MOST;
        }
    });

    GlyphCache(Typeface typeface) {
        this.typeface = typeface;
    }

    /** {@code em} is in dots. */
    GlyphDots dots(int glyph, double em) {
        Key key = new Key(glyph, em);
        GlyphDots dots = known.get(key);
        if (dots == null) {
            double scale = em / typeface.unitsPerEm();
            dots = OutlineFill.dots(
                    AffineTransform.getScaleInstance(scale, -scale).createTransformedShape(typeface.outline(glyph)));
            known.put(key, dots);
        }
        return dots;
    }

    private record Key(int glyph, double em) {}
}
