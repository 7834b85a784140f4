/** A label printer that prints on no paper: what it got can be looked at. */
@NullMarked
package org.chemoloop.simulators.printer;

import org.jspecify.annotations.NullMarked;
