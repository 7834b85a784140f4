/** The one name under which all services write down what becomes of a request or of a print job. */
@NullMarked
package org.chemoloop.label.correlation;

import org.jspecify.annotations.NullMarked;
