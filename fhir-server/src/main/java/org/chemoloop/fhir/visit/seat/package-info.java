/** Seats: which state each is in, and who has it when. Two appointments never hold one seat at one time. */
@NullMarked
package org.chemoloop.fhir.visit.seat;

import org.jspecify.annotations.NullMarked;
