package org.chemoloop.label.layout;

import java.util.List;

/**
 * A laid out label: pages of the same stock, printed one after the other.
 *
 * @param lengthwise it leaves the printer with its left end first, as a wristband does: the print head is as wide as
 *     the band is high
 */
public record Drawing(Stock stock, boolean lengthwise, List<Page> pages) {

    /** What stands on one page. */
    public record Page(List<Mark> marks) {
        public Page {
            marks = List.copyOf(marks);
        }
    }

    public Drawing {
        pages = List.copyOf(pages);
    }
}
