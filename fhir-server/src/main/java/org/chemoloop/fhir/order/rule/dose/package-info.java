/** How much of a drug, how often, and after what. */
@NullMarked
package org.chemoloop.fhir.order.rule.dose;

import org.jspecify.annotations.NullMarked;
