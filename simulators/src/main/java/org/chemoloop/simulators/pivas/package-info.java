/** What the PIVAS (静配中心) does with an order: wait for the release, compound, check, dispatch, report. */
@NullMarked
package org.chemoloop.simulators.pivas;

import org.jspecify.annotations.NullMarked;
