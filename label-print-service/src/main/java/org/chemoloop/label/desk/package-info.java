/** Makes the label of a code: looks it up, refuses with a reason, or draws it as it is wanted. */
@NullMarked
package org.chemoloop.label.desk;

import org.jspecify.annotations.NullMarked;
