package org.chemoloop.label.printer;

import java.util.List;
import java.util.Optional;
import org.chemoloop.label.layout.Drawing;
import org.chemoloop.label.layout.Mark;
import org.chemoloop.label.render.Resolution;
import org.chemoloop.label.render.SymbolArea;

/** A barcode that the printer draws by its own command, in dots of the page as it leaves the printer. */
record NativeSymbol(
        Kind kind,
        String data,
        int dotsPerModule,
        int modules,
        int left,
        int top,
        int width,
        int barHeight,
        boolean turned) {

    /** The symbols for which both printer languages have a command without known quirks. */
    enum Kind {
        CODE_128,
        DATA_MATRIX
    }

    static boolean has(Mark.Symbol mark) {
        return kind(mark).isPresent();
    }

    static List<List<NativeSymbol>> none(Drawing drawing) {
        return drawing.pages().stream().map(page -> List.<NativeSymbol>of()).toList();
    }

    static List<List<NativeSymbol>> of(Drawing drawing, Resolution resolution) {
        int pageHeight = resolution.dots(drawing.stock().height());
        return drawing.pages().stream()
                .map(page -> page.marks().stream()
                        .filter(Mark.Symbol.class::isInstance)
                        .map(Mark.Symbol.class::cast)
                        .flatMap(mark -> kind(mark)
                                .map(kind ->
                                        of(kind, SymbolArea.of(mark, resolution), drawing.lengthwise(), pageHeight))
                                .stream())
                        .toList())
                .toList();
    }

    private static NativeSymbol of(Kind kind, SymbolArea area, boolean turned, int pageHeight) {
        int width = area.modules().width() * area.dotsPerModule();
        int height = area.modules().height() * area.moduleHeight();
        return new NativeSymbol(
                kind,
                area.mark().data(),
                area.dotsPerModule(),
                area.modules().width(),
                turned ? pageHeight - area.y() - height : area.x(),
                turned ? area.x() : area.y(),
                turned ? height : width,
                height,
                turned);
    }

    private static Optional<Kind> kind(Mark.Symbol mark) {
        return switch (mark.symbology()) {
            case CODE_128 -> Optional.of(Kind.CODE_128);
            case DATA_MATRIX -> Optional.of(Kind.DATA_MATRIX);
            case GS1_DATA_MATRIX, QR -> Optional.empty();
        };
    }
}
