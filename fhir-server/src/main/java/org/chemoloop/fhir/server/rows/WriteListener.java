package org.chemoloop.fhir.server.rows;

/** Hears of each resource that {@link ResourceRows} has written, inside its transaction. */
public interface WriteListener {

    /** @param literal {@code Task/bag-800000000044} */
    void written(String literal, boolean created);
}
