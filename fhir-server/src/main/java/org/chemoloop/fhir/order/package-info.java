/** Turns prescription lines into bags and decides each order of a message. */
@NullMarked
package org.chemoloop.fhir.order;

import org.jspecify.annotations.NullMarked;
