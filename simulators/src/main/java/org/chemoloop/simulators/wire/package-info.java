/** HL7 v2 on the wire: frames, a line to send on, a listener that answers, and a message read loosely. */
@NullMarked
package org.chemoloop.simulators.wire;

import org.jspecify.annotations.NullMarked;
