/** Hands translated messages to the FHIR server and knows which failures heal by themselves. */
@NullMarked
package org.chemoloop.routes.submit;

import org.jspecify.annotations.NullMarked;
