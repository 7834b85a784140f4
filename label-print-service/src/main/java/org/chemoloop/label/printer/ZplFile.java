package org.chemoloop.label.printer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HexFormat;
import java.util.List;
import org.chemoloop.label.render.Bitmap;

/** ZPL II: each page one graphic field, so that the printer needs no Chinese font. */
final class ZplFile {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private ZplFile() {}

    static byte[] of(List<Bitmap> pages) {
        StringBuilder zpl = new StringBuilder();
        for (Bitmap page : pages) {
            int bytes = page.stride() * page.height();
            zpl.append("^XA\n^PW").append(page.width()).append("^LL").append(page.height());
            zpl.append("^LH0,0\n^FO0,0^GFA,").append(bytes).append(',').append(bytes);
            zpl.append(',').append(page.stride()).append(",\n");
            rows(page, zpl);
            zpl.append("^FS\n^PQ1\n^XZ\n");
        }
        return zpl.toString().getBytes(US_ASCII);
    }

    /** Zebra's own shorthand: a comma fills the row with white, a colon repeats the row before. */
    private static void rows(Bitmap page, StringBuilder zpl) {
        String before = "";
        for (int row = 0; row < page.height(); row++) {
            int used = page.stride();
            while (used > 0 && page.at(used - 1, row) == 0) {
                used--;
            }
            StringBuilder hex = new StringBuilder(2 * used + 1);
            for (int i = 0; i < used; i++) {
                HEX.toHexDigits(hex, page.at(i, row));
            }
            if (used < page.stride()) {
                hex.append(',');
            }
            String written = hex.toString();
            zpl.append(written.equals(before) ? ":" : written).append('\n');
            before = written;
        }
    }
}
