/** Runs the embedded broker of a one-machine installation and connects to whichever broker there is. */
@NullMarked
package org.chemoloop.routes.broker;

import org.jspecify.annotations.NullMarked;
