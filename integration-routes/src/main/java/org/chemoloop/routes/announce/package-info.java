/** Tells PIVAS and HIS what happened in the loop, once, in order per patient, until each has accepted it. */
@NullMarked
package org.chemoloop.routes.announce;

import org.jspecify.annotations.NullMarked;
