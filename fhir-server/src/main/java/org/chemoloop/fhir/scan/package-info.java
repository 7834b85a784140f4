/** Turns every write of a bag's resources into a move of the loop, and what the loop decides into what is stored. */
@NullMarked
package org.chemoloop.fhir.scan;

import org.jspecify.annotations.NullMarked;
