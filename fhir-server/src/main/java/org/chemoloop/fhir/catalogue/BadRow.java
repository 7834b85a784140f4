package org.chemoloop.fhir.catalogue;

/**
 * A row of a table that cannot be taken.
 *
 * @param line of the file, the heading being line 1
 * @param reason what to correct
 */
public record BadRow(String file, long line, String reason) {

    @Override
    public String toString() {
        return file + ":" + line + ": " + reason;
    }
}
