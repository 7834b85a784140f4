/** Codes of senders that the maps have no row for: kept as questions to the engineers, who answer each once. */
@NullMarked
package org.chemoloop.routes.codes;

import org.jspecify.annotations.NullMarked;
