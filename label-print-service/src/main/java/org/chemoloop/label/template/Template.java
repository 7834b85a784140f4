package org.chemoloop.label.template;

import java.util.ArrayList;
import java.util.List;
import org.chemoloop.label.layout.Drawing;
import org.chemoloop.label.layout.Pen;
import org.chemoloop.label.layout.Stock;
import org.chemoloop.label.layout.StockTooSmallException;
import org.chemoloop.label.layout.TextMeasure;
import org.chemoloop.label.template.block.Block;
import org.chemoloop.label.template.block.Placed;
import org.chemoloop.label.template.block.Stack;
import org.jspecify.annotations.Nullable;

/**
 * One version of one kind of label: blocks at the top, the list of lines, blocks at the bottom. Lines that don't fit go
 * on to a longer stock or a next page with the same top and bottom; nothing is cut or shrunk below what can be read at
 * arm's length. The same facts and the same version give the same drawing.
 *
 * @param kind what it labels, e.g. {@code bag}
 * @param version changes when the same facts would be drawn otherwise
 * @param lengthwise as in {@link Drawing}
 * @param stocks the sizes it was looked at on; the first is the usual one
 * @param longer the stock to go on to when the usual one has no room for all lines
 * @param linesOnUsual more lines than this are always taken to the longer stock
 * @param narrowest millimetres that its widest row needs
 * @param middle contents stand in the middle of the height, not at the top
 */
public record Template(
        String kind,
        int version,
        boolean lengthwise,
        List<String> stocks,
        @Nullable String longer,
        int linesOnUsual,
        double narrowest,
        boolean middle,
        Edges edges,
        List<Block> head,
        LineBlock.@Nullable Body body,
        List<Block> foot) {

    /** Margins without ink, in millimetres. */
    public record Edges(double side, double top, double bottom) {}

    /** Kind and version, as it stands in the records of prints. */
    public String name() {
        return kind + "-" + version;
    }

    public Stock usual() {
        return Stock.parse(stocks.get(0)).orElseThrow();
    }

    /** On the usual stock, or on the longer one when there are more lines than it takes. */
    public Drawing draw(Facts facts, TextMeasure measure) {
        if (longer == null) {
            return draw(facts, usual(), measure);
        }
        Sheet sheet = new Sheet(facts, usual(), measure);
        boolean fits = facts.lines().size() <= linesOnUsual
                && sheet.rows() >= 1
                && sheet.pages().size() == 1;
        return fits ? sheet.draw() : draw(facts, Stock.parse(longer).orElseThrow(), measure);
    }

    /** On the stock that is in the printer. */
    public Drawing draw(Facts facts, Stock stock, TextMeasure measure) {
        Stock lying = lengthwise ? stock.lyingDown() : stock;
        Sheet sheet = new Sheet(facts, lying, measure);
        if (sheet.rows() < (body == null ? 0 : 1)) {
            throw new StockTooSmallException(stock);
        }
        return sheet.draw();
    }

    /** These facts on that stock. */
    private final class Sheet {
        private static final String ROOM_FOR_THE_COUNT = "88/88";

        private final Facts facts;
        private final Stock stock;
        private final TextMeasure measure;
        private final double width;
        private final List<List<LineBlock>> pages;
        private final int rows;

        Sheet(Facts facts, Stock stock, TextMeasure measure) {
            this.facts = facts;
            this.stock = stock;
            this.measure = measure;
            this.width = stock.width() - 2 * edges.side;
            int free = rowsOf(facts);
            List<List<LineBlock>> one = free < 1 ? List.of(List.of()) : pages(free);
            if (one.size() > 1) {
                free = rowsOf(facts.onPage(ROOM_FOR_THE_COUNT));
                one = free < 1 ? one : pages(free);
            }
            this.rows = free;
            this.pages = one;
        }

        int rows() {
            return rows;
        }

        List<List<LineBlock>> pages() {
            return pages;
        }

        Drawing draw() {
            List<Drawing.Page> drawn = new ArrayList<>();
            for (int page = 0; page < pages.size(); page++) {
                Facts here = pages.size() == 1 ? facts : facts.onPage((page + 1) + "/" + pages.size());
                drawn.add(draw(here, pages.get(page)));
            }
            return new Drawing(stock, lengthwise, drawn);
        }

        private Drawing.Page draw(Facts here, List<LineBlock> lines) {
            Pen pen = new Pen(measure);
            Placed top = Stack.of(head, here, width, measure);
            Placed bottom = Stack.of(foot, here, width, measure);
            double y = middle ? (stock.height() - top.height() - bottom.height()) / 2 : edges.top;
            top.ink().draw(pen, edges.side, y);
            y += top.height();
            for (LineBlock line : lines) {
                line.draw(pen, edges.side, edges.side + width, y);
                y += line.height();
            }
            double end = middle ? y : stock.height() - edges.bottom - bottom.height();
            bottom.ink().draw(pen, edges.side, end);
            return pen.page();
        }

        /** So many rows of text fit between head and foot; less than none when even they don't fit. */
        private int rowsOf(Facts here) {
            double room = stock.height()
                    - edges.top
                    - edges.bottom
                    - Stack.of(head, here, width, measure).height()
                    - Stack.of(foot, here, width, measure).height();
            double pitch = body == null ? 1 : body.pitch();
            return stock.width() < narrowest ? -1 : (int) Math.floor(room / pitch + 0.001);
        }

        private List<List<LineBlock>> pages(int most) {
            List<List<LineBlock>> all = new ArrayList<>();
            List<LineBlock> page = new ArrayList<>();
            if (body == null) {
                return List.of(page);
            }
            int free = most;
            for (Line line : facts.lines()) {
                for (LineBlock block : LineBlock.of(body, line, width, measure)
                        .inPiecesOf(most)
                        .toList()) {
                    if (block.rows().size() > free) {
                        all.add(page);
                        page = new ArrayList<>();
                        free = most;
                    }
                    page.add(block);
                    free -= block.rows().size();
                }
            }
            all.add(page);
            return all;
        }
    }
}
