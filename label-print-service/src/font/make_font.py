#!/usr/bin/python3
"""Makes the bundled typeface from Noto Sans SC Medium, and the rarest names from Noto Sans CJK SC Medium, the same
design and version with more characters (both SIL Open Font License 1.1).

    npm pack @expo-google-fonts/noto-sans-sc@0.4.3      # package/500Medium/NotoSansSC_500Medium.ttf
    apt-get download fonts-noto-cjk-extra               # usr/share/fonts/opentype/noto/NotoSansCJK-Medium.ttc
    pip install fonttools==4.66.1
    make_font.py NotoSansSC_500Medium.ttf NotoSansCJK-Medium.ttc ../main/resources/fonts/NotoSansSC-Medium.ttf

All outlines stay. Left out are a second name for the same outline (Kangxi radicals, compatibility ideographs), because a
PDF would give that name when its text is copied or searched, the tables for vertical and fine typesetting, and all but
one of the tables that say which character is which glyph, because each costs time at start and memory.
"""

import sys

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

TWICE = set(range(0x2E80, 0x2FE0)) | set(range(0xF900, 0xFB00)) | set(range(0x2F800, 0x2FA20))
# Twelve in that block are characters of their own (Unicode, CJK Compatibility Ideographs).
UNIQUE = {0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F, 0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28, 0xFA29}
RARE = range(0x20000, 0x32000)  # the planes of ideographs outside the basic one
SIMPLIFIED = "Noto Sans CJK SC Medium"
WINDOWS_FULL = (3, 10)  # the one encoding with characters outside the basic plane that every reader knows
TOLERANCE = 1  # of a thousandth of an em, when cubic curves become quadratic ones


def main(source, collection, target):
    font = TTFont(source)
    options = subset.Options()
    options.layout_features = []
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "BASE", "vhea", "vmtx", "STAT"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.recalc_timestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[c for c in font.getBestCmap() if c not in TWICE - UNIQUE])
    subsetter.subset(font)
    font["cmap"].tables = [t for t in font["cmap"].tables if (t.platformID, t.platEncID) == WINDOWS_FULL]
    add_rare(font, next(f for f in TTCollection(collection).fonts if f["name"].getDebugName(4) == SIMPLIFIED))
    font.recalcTimestamp = False
    font.save(target)


def add_rare(font, richer):
    """Adds what only the richer font has of the rare characters."""
    if font["head"].unitsPerEm != richer["head"].unitsPerEm:
        raise SystemExit("the two fonts are of different scale")
    characters = font["cmap"].tables[0].cmap
    outlines = richer.getGlyphSet()
    order = list(font.getGlyphOrder())
    for character, name in sorted(richer.getBestCmap().items()):
        if character not in RARE or character in characters or character in TWICE:
            continue
        pen = TTGlyphPen(None)
        outlines[name].draw(Cu2QuPen(pen, TOLERANCE, reverse_direction=True))
        glyph = pen.glyph()
        added = f"u{character:X}"
        order.append(added)
        font["glyf"].glyphs[added] = glyph
        glyph.recalcBounds(font["glyf"])
        font["hmtx"].metrics[added] = (richer["hmtx"][name][0], getattr(glyph, "xMin", 0))
        characters[character] = added
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order


if __name__ == "__main__":
    main(*sys.argv[1:])
