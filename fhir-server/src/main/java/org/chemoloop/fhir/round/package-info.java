/** What happens while a bag runs: rounds, when the next is due, when it will be empty. */
@NullMarked
package org.chemoloop.fhir.round;

import org.jspecify.annotations.NullMarked;
