/** Printers of the hospital: where they stand, how they are, and what became of the bytes that went there. */
@NullMarked
package org.chemoloop.label.device;

import org.jspecify.annotations.NullMarked;
