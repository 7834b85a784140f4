package org.chemoloop.label.print;

import java.util.Locale;

/** Where a print job is. */
public enum JobState {
    /** It will be printed as soon as the printer takes it. */
    WAITING,
    /** Bytes may be on their way. */
    SENDING,
    /** It came out. */
    PRINTED,
    /** Bytes were on their way when the line or this service broke: somebody must look and say. */
    UNSURE,
    /** It was not printed and won't be. */
    WITHDRAWN;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
