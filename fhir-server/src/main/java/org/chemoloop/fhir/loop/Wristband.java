package org.chemoloop.fhir.loop;

/** What was read at the patient's wrist. */
public sealed interface Wristband {

    /** The wristband of a patient, by the id of the Patient. */
    record Of(String patient) implements Wristband {}

    /**
     * A wristband that is no good any more: a newer one has replaced it, or two records of the patient became one.
     *
     * @param current the last digits of the one that is good, empty when there is none
     */
    record Replaced(String current) implements Wristband {}

    /** A readable code that no patient wears. */
    record Unknown() implements Wristband {}

    /** Something that is no wristband code. */
    record Unreadable() implements Wristband {}

    /** No wristband was scanned. */
    record NotScanned() implements Wristband {}
}
