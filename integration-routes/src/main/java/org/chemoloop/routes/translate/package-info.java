/**
 * Turns one HL7 v2 message into one FHIR transaction Bundle by the maps of the mappings folder, or says what to
 * correct.
 */
@NullMarked
package org.chemoloop.routes.translate;

import org.jspecify.annotations.NullMarked;
