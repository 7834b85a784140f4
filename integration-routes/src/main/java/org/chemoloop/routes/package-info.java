/** The integration routes: reading this package shows each way a message goes and every part it meets. */
@NullMarked
package org.chemoloop.routes;

import org.jspecify.annotations.NullMarked;
