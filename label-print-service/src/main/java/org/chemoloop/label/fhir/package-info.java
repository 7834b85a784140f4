/** Speaks with the FHIR server over HTTP, with the token of whoever asks or, for what happens later, with its own. */
@NullMarked
package org.chemoloop.label.fhir;

import org.jspecify.annotations.NullMarked;
