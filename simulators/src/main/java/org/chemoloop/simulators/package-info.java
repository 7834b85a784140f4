/** The hospital around ChemoLoop as small programs: a HIS, a PIVAS, a nurse's PDA and a whole day of them. */
@NullMarked
package org.chemoloop.simulators;

import org.jspecify.annotations.NullMarked;
