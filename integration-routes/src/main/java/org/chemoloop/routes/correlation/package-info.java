/** The one name under which all services write down what becomes of a message or of a request. */
@NullMarked
package org.chemoloop.routes.correlation;

import org.jspecify.annotations.NullMarked;
