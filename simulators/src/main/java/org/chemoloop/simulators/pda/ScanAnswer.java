package org.chemoloop.simulators.pda;

import com.fasterxml.jackson.databind.JsonNode;

/** What ChemoLoop says to a scan. */
public sealed interface ScanAnswer {

    /** The scan took effect, or had already: the stored resource. */
    record Accepted(JsonNode resource) implements ScanAnswer {}

    /** The scan was refused with a code of {@code cs/loop-issue} and a text for the nurse. */
    record Refused(String issue, String text) implements ScanAnswer {}

    /** Neither: an answer that a PDA doesn't expect. */
    record Failed(int status, String body) implements ScanAnswer {}
}
