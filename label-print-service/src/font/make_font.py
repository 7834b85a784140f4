#!/usr/bin/python3
"""Makes the bundled typeface from Noto Sans SC Medium (SIL Open Font License 1.1).

    npm pack @expo-google-fonts/noto-sans-sc@0.4.3      # package/500Medium/NotoSansSC_500Medium.ttf
    apt-get install python3-fonttools                   # 4.38
    make_font.py NotoSansSC_500Medium.ttf ../main/resources/fonts/NotoSansSC-Medium.ttf

All outlines stay. Left out are a second name for the same outline (Kangxi radicals, compatibility ideographs), because a
PDF would give that name when its text is copied or searched, and the tables for vertical and fine typesetting.
"""

import sys

from fontTools import subset
from fontTools.ttLib import TTFont

TWICE = set(range(0x2E80, 0x2FE0)) | set(range(0xF900, 0xFB00)) | set(range(0x2F800, 0x2FA20))
# Twelve in that block are characters of their own (Unicode, CJK Compatibility Ideographs).
UNIQUE = {0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F, 0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28, 0xFA29}


def main(source, target):
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
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format != 14]
    font.recalcTimestamp = False
    font.save(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
