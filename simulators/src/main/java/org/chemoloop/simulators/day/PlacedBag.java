package org.chemoloop.simulators.day;

/** A bag of the plan that now has a code, and the wristband of its patient. */
record PlacedBag(String code, String wristband, DayPlan.Bag plan, Board.Cell cell) {

    boolean madeByPivas() {
        return plan.order().recipe().madeByPivas();
    }
}
