package org.chemoloop.label.layout;

import java.util.List;

/** A laid out label: pages of the same stock, printed one after the other. */
public record Drawing(Stock stock, List<Page> pages) {

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
