/** The safety rules of review, release, preparation and delivery. */
@NullMarked
package org.chemoloop.fhir.loop.guard.preparation;

import org.jspecify.annotations.NullMarked;
