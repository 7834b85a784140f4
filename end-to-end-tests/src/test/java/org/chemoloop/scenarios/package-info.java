/** What a hospital sees of ChemoLoop from outside: scenarios over MLLP and HTTP, with none of its classes. */
@NullMarked
package org.chemoloop.scenarios;

import org.jspecify.annotations.NullMarked;
