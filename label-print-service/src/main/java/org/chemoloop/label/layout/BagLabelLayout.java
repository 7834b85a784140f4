package org.chemoloop.label.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chemoloop.label.layout.Drawing.Page;

/**
 * The label of a bag, template 1: who, what, when at the top, signatures and codes at the bottom, drug lines between.
 * Lines that don't fit go on to a longer stock or a next page; nothing is cut or shrunk below what can be read at arm's
 * length.
 */
public final class BagLabelLayout {
    /** Changes when the same bag would be drawn otherwise. */
    public static final String TEMPLATE = "bag-1";

    private static final int LINES_ON_SHORT_STOCK = 4;
    private static final double MARGIN = 2;

    private final BagLabel label;
    private final Stock stock;
    private final TextMeasure measure;
    private final BagHead head;
    private final BagFoot foot;

    private BagLabelLayout(BagLabel label, Stock stock, TextMeasure measure) {
        this.label = label;
        this.stock = stock;
        this.measure = measure;
        this.head = new BagHead(label, MARGIN, right(), measure);
        this.foot = new BagFoot(label, MARGIN, right(), measure);
    }

    /** Draws on the short stock, or on the long one when there are more than four drug lines or they need more room. */
    public static Drawing draw(BagLabel label, TextMeasure measure) {
        BagLabelLayout small = new BagLabelLayout(label, Stock.BAG, measure);
        boolean fits = label.components().size() <= LINES_ON_SHORT_STOCK
                && small.rows() >= 1
                && small.pages().size() == 1;
        return fits ? small.draw() : draw(label, Stock.LONG_BAG, measure);
    }

    /** Draws on the stock that is in the printer. */
    public static Drawing draw(BagLabel label, Stock stock, TextMeasure measure) {
        BagLabelLayout layout = new BagLabelLayout(label, stock, measure);
        if (layout.rows() < 1) {
            throw new StockTooSmallException(stock);
        }
        return layout.draw();
    }

    private Drawing draw() {
        List<List<ComponentBlock>> pages = pages();
        List<Page> drawn = new ArrayList<>();
        for (int page = 0; page < pages.size(); page++) {
            Pen pen = new Pen(measure);
            head.draw(pen, page + 1, pages.size());
            double y = head.height();
            for (ComponentBlock block : pages.get(page)) {
                block.draw(pen, MARGIN, right(), y);
                y += block.height();
            }
            foot.draw(pen, stock.height() - foot.height());
            drawn.add(pen.page());
        }
        return new Drawing(stock, drawn);
    }

    private List<List<ComponentBlock>> pages() {
        int rows = rows();
        List<List<ComponentBlock>> pages = new ArrayList<>();
        List<ComponentBlock> page = new ArrayList<>();
        int free = rows;
        for (ComponentBlock block :
                blocks().flatMap(block -> block.inPiecesOf(rows)).toList()) {
            if (block.rows().size() > free) {
                pages.add(page);
                page = new ArrayList<>();
                free = rows;
            }
            page.add(block);
            free -= block.rows().size();
        }
        pages.add(page);
        return pages;
    }

    /** So many rows of text fit between head and foot; less than one when even they don't fit. */
    private int rows() {
        double room = stock.height() - head.height() - foot.height();
        return (int) Math.floor(room / ComponentBlock.PITCH + 0.001);
    }

    private Stream<ComponentBlock> blocks() {
        double width = right() - MARGIN;
        return Stream.concat(
                label.components().stream().map(component -> ComponentBlock.of(component, width, measure)),
                label.notes().stream()
                        .filter(note -> !isWarning(note))
                        .map(note -> ComponentBlock.note(note, width, measure)));
    }

    /** A note that only repeats a warning, as 避光 often does, takes no row of its own. */
    private boolean isWarning(String note) {
        return label.handling().stream().anyMatch(handling -> handling.word().equals(note));
    }

    private double right() {
        return stock.width() - MARGIN;
    }
}
