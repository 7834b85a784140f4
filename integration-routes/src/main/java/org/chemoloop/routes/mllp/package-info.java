/**
 * Speaks MLLP, listening and sending, as two small Camel components; apart because receiving and delivering share the
 * frame.
 */
@NullMarked
package org.chemoloop.routes.mllp;

import org.jspecify.annotations.NullMarked;
