/**
 * Prints: keeps each job before a byte leaves, tries while the printer is away, asks a person rather than print twice.
 */
@NullMarked
package org.chemoloop.label.print;

import org.jspecify.annotations.NullMarked;
