package org.chemoloop.routes.translate;

import java.time.ZoneId;

/**
 * What a translation needs to know about the installation.
 *
 * @param zone the zone of times that are sent without one
 * @param production whether MSH-11 {@code D} and {@code T} are refused
 */
public record Site(ZoneId zone, boolean production) {
    /** The zone of this machine, not set to production. */
    public static Site here() {
        return new Site(ZoneId.systemDefault(), false);
    }
}
