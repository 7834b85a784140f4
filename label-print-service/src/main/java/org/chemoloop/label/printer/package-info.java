/** Writes a label as PNG, PDF, ZPL II or TSPL. */
@NullMarked
package org.chemoloop.label.printer;

import org.jspecify.annotations.NullMarked;
