/** Writes what a sender hears: acknowledgments, order responses and their ERR segments, in the sender's own words. */
@NullMarked
package org.chemoloop.routes.answer;

import org.jspecify.annotations.NullMarked;
