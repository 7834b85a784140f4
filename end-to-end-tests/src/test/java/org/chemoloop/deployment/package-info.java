/** Reads what an installation on Kubernetes and its monitoring are made of. */
@NullMarked
package org.chemoloop.deployment;

import org.jspecify.annotations.NullMarked;
