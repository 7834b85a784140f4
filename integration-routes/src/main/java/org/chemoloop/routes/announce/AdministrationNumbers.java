package org.chemoloop.routes.announce;

import java.util.List;

/** Numbers the administrations of each bag that were announced (RXA-2), the same event always alike. */
public interface AdministrationNumbers {
    /** @param takesBack where it is not empty, the number is that of the last of these events */
    int of(String bag, String eventId, String event, List<String> takesBack);
}
