/** Looks up on the FHIR server what a label has to say, with the rights of the person who asks for it. */
@NullMarked
package org.chemoloop.label.chart;

import org.jspecify.annotations.NullMarked;
