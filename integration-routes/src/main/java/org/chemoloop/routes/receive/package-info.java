/** Receives HL7 v2, keeps every byte before anything else happens, and gives the sender one answer. */
@NullMarked
package org.chemoloop.routes.receive;

import org.jspecify.annotations.NullMarked;
