/** Puts text, frames and barcodes at places in millimetres; pure, it knows no framework, no font and no printer. */
@NullMarked
package org.chemoloop.label.layout;

import org.jspecify.annotations.NullMarked;
