/** Tells everything that happened to a bag, refusals too, in the order in which the server heard of it. */
@NullMarked
package org.chemoloop.fhir.timeline;

import org.jspecify.annotations.NullMarked;
