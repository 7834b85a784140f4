/** Remembers every message with its answer and its delivery, so that people can find, explain and repeat it. */
@NullMarked
package org.chemoloop.routes.recover;

import org.jspecify.annotations.NullMarked;
