/** The safety rules while an infusion runs and when it ends. */
@NullMarked
package org.chemoloop.fhir.loop.guard.running;

import org.jspecify.annotations.NullMarked;
