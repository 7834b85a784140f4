package org.chemoloop.label.printer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.chemoloop.label.layout.Stock;
import org.chemoloop.label.render.Bitmap;

/** TSPL of TSC, Gprinter and others: each page one bitmap, so that the printer needs no Chinese font. */
final class TsplFile {
    private TsplFile() {}

    static byte[] of(Stock stock, List<Bitmap> pages) {
        ByteArrayOutputStream tspl = new ByteArrayOutputStream();
        line(tspl, "SIZE " + (int) stock.width() + " mm," + (int) stock.height() + " mm");
        line(tspl, "GAP 2 mm,0 mm");
        line(tspl, "DIRECTION 1");
        line(tspl, "REFERENCE 0,0");
        for (Bitmap page : pages) {
            line(tspl, "CLS");
            tspl.writeBytes(("BITMAP 0,0," + page.stride() + "," + page.height() + ",0,").getBytes(US_ASCII));
            for (int row = 0; row < page.height(); row++) {
                for (int i = 0; i < page.stride(); i++) {
                    // A zero burns a dot here, the other way round than in ZPL.
                    tspl.write(~page.at(i, row));
                }
            }
            line(tspl, "");
            line(tspl, "PRINT 1,1");
        }
        return tspl.toByteArray();
    }

    private static void line(ByteArrayOutputStream tspl, String command) {
        tspl.writeBytes((command + "\r\n").getBytes(US_ASCII));
    }
}
