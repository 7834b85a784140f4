/** What goes together into a bag, and by which way into the patient. */
@NullMarked
package org.chemoloop.fhir.order.rule.mixture;

import org.jspecify.annotations.NullMarked;
