/** The closed loop of a bag: its states, the moves between them and why a move may be refused, in plain Java. */
@NullMarked
package org.chemoloop.fhir.loop;

import org.jspecify.annotations.NullMarked;
