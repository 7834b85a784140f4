package org.chemoloop.label.printer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HexFormat;
import java.util.List;
import org.chemoloop.label.render.Bitmap;

/** ZPL II: each page one graphic field, so that the printer needs no Chinese font. */
final class ZplFile {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** About what a bag label needs. */
    private static final int BEGIN = 40_000;

    private ZplFile() {}

    /** {@code natives} are barcodes that the printer draws itself, page by page. */
    static byte[] of(List<Bitmap> pages, List<List<NativeSymbol>> natives) {
        StringBuilder zpl = new StringBuilder(BEGIN);
        for (int i = 0; i < pages.size(); i++) {
            Bitmap page = pages.get(i);
            int bytes = page.stride() * page.height();
            zpl.append("^XA\n^PW").append(page.width()).append("^LL").append(page.height());
            zpl.append("^LH0,0\n^FO0,0^GFA,").append(bytes).append(',').append(bytes);
            zpl.append(',').append(page.stride()).append(",\n");
            rows(page, zpl);
            zpl.append("^FS\n");
            natives.get(i).forEach(symbol -> zpl.append(field(symbol)).append('\n'));
            zpl.append("^PQ1\n^XZ\n");
        }
        return zpl.toString().getBytes(US_ASCII);
    }

    /** The code set C of Code 128 is asked for by {@code >;}; 200 is ECC 200. */
    private static String field(NativeSymbol symbol) {
        char turn = symbol.turned() ? 'R' : 'N';
        String at = "^FO" + symbol.left() + "," + symbol.top();
        return switch (symbol.kind()) {
            case CODE_128 ->
                at + "^BY" + symbol.dotsPerModule() + "^BC" + turn + "," + symbol.barHeight() + ",N,N,N,N^FD>;"
                        + symbol.data() + "^FS";
            case DATA_MATRIX ->
                at + "^BX" + turn + "," + symbol.dotsPerModule() + ",200," + symbol.modules() + "," + symbol.modules()
                        + "^FD" + symbol.data() + "^FS";
        };
    }

    /** Zebra's own shorthand: a comma fills the row with white, a colon repeats the row before. */
    private static void rows(Bitmap page, StringBuilder zpl) {
        for (int row = 0; row < page.height(); row++) {
            if (row > 0 && page.isAsAbove(row)) {
                zpl.append(":\n");
                continue;
            }
            int used = page.stride();
            while (used > 0 && page.at(used - 1, row) == 0) {
                used--;
            }
            for (int i = 0; i < used; i++) {
                HEX.toHexDigits(zpl, page.at(i, row));
            }
            zpl.append(used < page.stride() ? ",\n" : "\n");
        }
    }
}
