/** What is known when somebody tries a step: of the scan, of the bag's contents, of the patient's other bags. */
@NullMarked
package org.chemoloop.fhir.loop.known;

import org.jspecify.annotations.NullMarked;
