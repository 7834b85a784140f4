package org.chemoloop.label.render;

import java.util.ArrayList;
import java.util.List;
import org.chemoloop.label.barcode.Modules;
import org.chemoloop.label.barcode.Symbology;
import org.chemoloop.label.layout.Mark;

/** A symbol placed in an area: every module the same whole number of dots, quiet zones kept. */
public record SymbolArea(Modules modules, int dotsPerModule, int x, int y, int moduleHeight) {
    /** 0.375 mm at 203 dpi for bars; more makes the label no easier to read, only longer. */
    private static final double WIDEST_BAR = 0.4;

    private static final double NARROWEST = 0.25;

    /** Where and how big the symbol of this mark is. */
    public static SymbolArea of(Mark.Linear mark, Resolution resolution) {
        Modules modules = Symbology.CODE_128.encode(mark.code());
        int room = resolution.dots(mark.width());
        int dots = Math.min(resolution.dots(WIDEST_BAR), room / (modules.width() + 2 * Symbology.CODE_128.quietZone()));
        checkReadable(dots, resolution);
        return new SymbolArea(
                modules,
                dots,
                resolution.dots(mark.x()) + (room - modules.width() * dots) / 2,
                resolution.dots(mark.y()),
                resolution.dots(mark.height()));
    }

    /** Where and how big the symbol of this mark is. */
    public static SymbolArea of(Mark.Matrix mark, Resolution resolution) {
        Modules modules = Symbology.DATA_MATRIX.encode(mark.code());
        int room = resolution.dots(mark.width());
        int dots = room / (modules.width() + 2 * Symbology.DATA_MATRIX.quietZone());
        checkReadable(dots, resolution);
        int margin = (room - modules.width() * dots) / 2;
        return new SymbolArea(
                modules, dots, resolution.dots(mark.x()) + margin, resolution.dots(mark.y()) + margin, dots);
    }

    /** Every run of dark modules as one rectangle. */
    public List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (int row = 0; row < modules.height(); row++) {
            int from = 0;
            while (from < modules.width()) {
                int to = from;
                while (to < modules.width() && modules.dark(to, row)) {
                    to++;
                }
                if (to > from) {
                    runs.add(new Run(
                            x + from * dotsPerModule,
                            y + row * moduleHeight,
                            (to - from) * dotsPerModule,
                            moduleHeight));
                }
                from = to + 1;
            }
        }
        return runs;
    }

    /** A black rectangle, in dots. */
    public record Run(int x, int y, int width, int height) {}

    private static void checkReadable(int dots, Resolution resolution) {
        // One dot less than a quarter millimetre is what rounding costs at 300 dpi.
        if (dots < Math.max(1, (int) Math.floor(NARROWEST * resolution.dotsPerMillimetre()))) {
            throw new IllegalArgumentException("a barcode module of " + dots + " dots can't be scanned");
        }
    }
}
