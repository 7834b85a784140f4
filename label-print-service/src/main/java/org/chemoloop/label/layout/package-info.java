/** Decides what stands where on a label, in millimetres; pure, it knows no framework, no font and no printer. */
@NullMarked
package org.chemoloop.label.layout;

import org.jspecify.annotations.NullMarked;
