package org.chemoloop.label.printer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.chemoloop.label.layout.Stock;
import org.chemoloop.label.render.Bitmap;

/** TSPL of TSC, Gprinter and others: each page one bitmap, so that the printer needs no Chinese font. */
final class TsplFile {
    private TsplFile() {}

    /** {@code natives} are barcodes that the printer draws itself, page by page. */
    static byte[] of(Stock stock, List<Bitmap> pages, List<List<NativeSymbol>> natives) {
        ByteArrayOutputStream tspl = new ByteArrayOutputStream();
        line(tspl, "SIZE " + (int) stock.width() + " mm," + (int) stock.height() + " mm");
        line(tspl, "GAP 2 mm,0 mm");
        line(tspl, "DIRECTION 1");
        line(tspl, "REFERENCE 0,0");
        for (int number = 0; number < pages.size(); number++) {
            Bitmap page = pages.get(number);
            line(tspl, "CLS");
            tspl.writeBytes(("BITMAP 0,0," + page.stride() + "," + page.height() + ",0,").getBytes(US_ASCII));
            for (int row = 0; row < page.height(); row++) {
                for (int i = 0; i < page.stride(); i++) {
                    // A zero burns a dot here, the other way round than in ZPL.
                    tspl.write(~page.at(i, row));
                }
            }
            line(tspl, "");
            natives.get(number).forEach(symbol -> line(tspl, command(symbol)));
            line(tspl, "PRINT 1,1");
        }
        return tspl.toByteArray();
    }

    /** {@code !105} asks for code set C; a turned symbol hangs on the corner that was its upper left one. */
    private static String command(NativeSymbol symbol) {
        int x = symbol.turned() ? symbol.left() + symbol.width() : symbol.left();
        return switch (symbol.kind()) {
            case CODE_128 ->
                "BARCODE " + x + "," + symbol.top() + ",\"128M\"," + symbol.barHeight() + ",0,"
                        + (symbol.turned() ? 90 : 0) + "," + symbol.dotsPerModule() + "," + symbol.dotsPerModule()
                        + ",\"!105" + symbol.data() + "\"";
            // A square needs no turning.
            case DATA_MATRIX ->
                "DMATRIX " + symbol.left() + "," + symbol.top() + "," + symbol.width() + "," + symbol.width() + ",x"
                        + symbol.dotsPerModule() + "," + symbol.modules() + "," + symbol.modules() + ",\""
                        + symbol.data() + "\"";
        };
    }

    private static void line(ByteArrayOutputStream tspl, String command) {
        tspl.writeBytes((command + "\r\n").getBytes(US_ASCII));
    }
}
