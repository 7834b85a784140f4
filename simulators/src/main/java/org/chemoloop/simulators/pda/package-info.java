/** What a nurse's PDA does: one FHIR request per scan, with the nurse's own token. */
@NullMarked
package org.chemoloop.simulators.pda;

import org.jspecify.annotations.NullMarked;
