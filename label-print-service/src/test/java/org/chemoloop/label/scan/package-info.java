/** Printers and scanners as a test sees them: what came out of the printer is read back under bad light. */
package org.chemoloop.label.scan;
