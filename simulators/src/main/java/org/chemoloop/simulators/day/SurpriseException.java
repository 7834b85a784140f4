package org.chemoloop.simulators.day;

/** The loop did something that the plan doesn't have; the visit can't go on. */
final class SurpriseException extends Exception {

    private static final long serialVersionUID = 1L;

    SurpriseException(String what) {
        super(what);
    }
}
