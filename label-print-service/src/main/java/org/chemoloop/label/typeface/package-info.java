/** The Chinese typeface that is bundled, so that no label depends on a font of the machine or the printer. */
@NullMarked
package org.chemoloop.label.typeface;

import org.jspecify.annotations.NullMarked;
