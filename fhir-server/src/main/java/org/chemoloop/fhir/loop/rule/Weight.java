package org.chemoloop.fhir.loop.rule;

/** How much a rule weighs against a person who wants to go on. */
public enum Weight {
    /** Nobody goes on. */
    HARD,
    /** A person goes on who gives a reason, which is kept. */
    SOFT,
    /** Nobody is held up; it is only put on record. */
    INFO
}
