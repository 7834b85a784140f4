package org.chemoloop.label.layout;

/** The stock that was asked for has no room for even one drug line between head and foot of this label. */
public final class StockTooSmallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String stock;

    public StockTooSmallException(Stock stock) {
        super("stock " + stock + " is too small for this label");
        this.stock = stock.toString();
    }

    /** Width x height in millimetres. */
    public String stock() {
        return stock;
    }
}
