/** Who may order, and whether what is ordered is known. */
@NullMarked
package org.chemoloop.fhir.order.rule.who;

import org.jspecify.annotations.NullMarked;
