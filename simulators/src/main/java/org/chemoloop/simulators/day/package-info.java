/** A day of visits through the whole loop, planned by a seed and watched in the terminal. */
@NullMarked
package org.chemoloop.simulators.day;

import org.jspecify.annotations.NullMarked;
