/** What a safety rule is for people: its number, its weight, what a site may set, and where that comes from. */
@NullMarked
package org.chemoloop.fhir.loop.rule;

import org.jspecify.annotations.NullMarked;
