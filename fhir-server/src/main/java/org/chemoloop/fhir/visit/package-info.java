/** Knows patients and visits again, mints wristbands at the arrival, and makes two records of one person one. */
@NullMarked
package org.chemoloop.fhir.visit;

import org.jspecify.annotations.NullMarked;
