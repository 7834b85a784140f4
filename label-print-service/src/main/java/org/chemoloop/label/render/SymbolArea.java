package org.chemoloop.label.render;

import java.util.ArrayList;
import java.util.List;
import org.chemoloop.label.barcode.Modules;
import org.chemoloop.label.barcode.Symbols;
import org.chemoloop.label.layout.Mark;

/** A symbol placed in an area: every module the same whole number of dots, quiet zones kept. */
public record SymbolArea(Mark.Symbol mark, Modules modules, int dotsPerModule, int x, int y, int moduleHeight) {
    /** 0.375 mm at 203 dpi for bars; more makes the label no easier to read, only longer. */
    private static final double WIDEST_BAR = 0.4;

    private static final double NARROWEST = 0.25;

    /** Where and how big the symbol of this mark is. */
    public static SymbolArea of(Mark.Symbol mark, Resolution resolution) {
        Modules modules = Symbols.encode(mark.symbology(), mark.data());
        int room = resolution.dots(mark.width());
        int fitting = room / (modules.width() + 2 * mark.symbology().quietZone());
        boolean linear = mark.symbology().linear();
        int dots = linear ? Math.min(resolution.dots(WIDEST_BAR), fitting) : fitting;
        checkReadable(dots, resolution);
        int margin = (room - modules.width() * dots) / 2;
        return new SymbolArea(
                mark,
                modules,
                dots,
                resolution.dots(mark.x()) + margin,
                resolution.dots(mark.y()) + (linear ? 0 : margin),
                linear ? resolution.dots(mark.height()) : dots);
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
