/** Turns a drawing in millimetres into the dots of a printer. */
@NullMarked
package org.chemoloop.label.render;

import org.jspecify.annotations.NullMarked;
