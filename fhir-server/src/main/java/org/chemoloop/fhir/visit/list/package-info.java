/**
 * What somebody has to look after: patients who do not come, bags to call back, lines to maintain, calls after a day.
 */
@NullMarked
package org.chemoloop.fhir.visit.list;

import org.jspecify.annotations.NullMarked;
