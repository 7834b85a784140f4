/** Puts the parts of the service together, keeps them running and tells how they are. */
@NullMarked
package org.chemoloop.label.service;

import org.jspecify.annotations.NullMarked;
