/** What the HIS says: arrivals, appointments, orders; and what it hears back. */
@NullMarked
package org.chemoloop.simulators.his;

import org.jspecify.annotations.NullMarked;
