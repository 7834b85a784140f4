package org.chemoloop.routes.announce;

/** Numbers the administrations of each bag that were announced (RXA-2), the same event always alike. */
public interface AdministrationNumbers {
    int of(String bag, String eventId);
}
