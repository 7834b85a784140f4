/** Carries out one translated message: patient, visit, orders and bags in one transaction, answered entry by entry. */
@NullMarked
package org.chemoloop.fhir.submit;

import org.jspecify.annotations.NullMarked;
