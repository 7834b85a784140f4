/** Turns what a scanner shall read into the modules of a symbol; the only place that knows zxing. */
@NullMarked
package org.chemoloop.label.barcode;

import org.jspecify.annotations.NullMarked;
