/** Converts one HL7 v2 data type into one FHIR data type; each class is named by source and target. */
@NullMarked
package org.chemoloop.routes.translate.type;

import org.jspecify.annotations.NullMarked;
