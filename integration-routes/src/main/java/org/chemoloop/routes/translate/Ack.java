package org.chemoloop.routes.translate;

/** The acknowledgment code (MSA-1) that a finding calls for. */
public enum Ack {
    /** Accepted; the finding is a warning. */
    AA,
    /** Application error: something in the body has to be corrected. */
    AE,
    /** Application reject: the message as such is not for this interface. */
    AR
}
