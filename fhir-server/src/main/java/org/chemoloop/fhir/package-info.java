/** The FHIR store of the hospital: one process that keeps the loop, guards it and announces what was committed. */
@NullMarked
package org.chemoloop.fhir;

import org.jspecify.annotations.NullMarked;
