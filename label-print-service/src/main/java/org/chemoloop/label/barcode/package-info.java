/** Turns a code into the modules of a Code 128 or a DataMatrix; the only place that knows zxing. */
@NullMarked
package org.chemoloop.label.barcode;

import org.jspecify.annotations.NullMarked;
