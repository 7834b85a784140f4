/** Measures what the documents claim: the translation alone, and MLLP intake with its cost in processor time. */
@NullMarked
package org.chemoloop.benchmarks;

import org.jspecify.annotations.NullMarked;
