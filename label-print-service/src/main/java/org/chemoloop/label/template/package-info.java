/** Layouts as data: a template says in which order, size and emphasis the facts of a label stand on which stock. */
@NullMarked
package org.chemoloop.label.template;

import org.jspecify.annotations.NullMarked;
