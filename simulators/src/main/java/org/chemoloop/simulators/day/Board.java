package org.chemoloop.simulators.day;

/** Where the day is watched. */
interface Board {

    /** A bag reached a step of {@code cs/loop-status}. */
    void moved(Cell cell, String step);

    /** A label came out of the printer. */
    void printed(String kind, String code);

    /** A wrong scan was rightly refused. */
    void refused(Cell cell, String mistake, String issue, String text);

    /** Something happened that the plan doesn't have. */
    void surprise(String what);

    /** Something about the lines, not about a bag. */
    void notice(String what);

    /** The day is over. */
    void ended();

    /** One bag of one visit, by its place in the plan. */
    record Cell(int visit, int bag) {}
}
