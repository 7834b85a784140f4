/** The hospital's drug catalogue: what a drug needs, who may prescribe it, and in which diluents it may go. */
@NullMarked
package org.chemoloop.fhir.catalogue;

import org.jspecify.annotations.NullMarked;
