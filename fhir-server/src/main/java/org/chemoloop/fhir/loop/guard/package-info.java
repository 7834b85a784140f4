/** The safety rules of the loop, one class each, named by what must hold. */
@NullMarked
package org.chemoloop.fhir.loop.guard;

import org.jspecify.annotations.NullMarked;
