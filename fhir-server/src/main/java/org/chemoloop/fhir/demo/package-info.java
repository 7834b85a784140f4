/**
 * The example hospital of {@code ./chemoloop demo}: people, 42 seats and a few drugs. An example, not medical advice.
 */
@NullMarked
package org.chemoloop.fhir.demo;

import org.jspecify.annotations.NullMarked;
