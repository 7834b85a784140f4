/** The safety rules at the chair: whose wrist, who looks on, through which line, how fast. */
@NullMarked
package org.chemoloop.fhir.loop.guard.bedside;

import org.jspecify.annotations.NullMarked;
