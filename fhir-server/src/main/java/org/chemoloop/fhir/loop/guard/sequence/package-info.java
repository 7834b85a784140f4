/** The safety rules of time: when a bag may run, and after which other. */
@NullMarked
package org.chemoloop.fhir.loop.guard.sequence;

import org.jspecify.annotations.NullMarked;
