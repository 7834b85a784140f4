/** People, clients and their tokens: who may read and write what, and the audit of both. */
@NullMarked
package org.chemoloop.fhir.access;

import org.jspecify.annotations.NullMarked;
