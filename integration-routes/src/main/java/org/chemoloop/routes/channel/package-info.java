/** Knows each counterpart: whether it is there, what waits for it since when, and whether a person has paused it. */
@NullMarked
package org.chemoloop.routes.channel;

import org.jspecify.annotations.NullMarked;
