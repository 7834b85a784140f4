/** The building blocks that a template names, each with its own rule for text that is longer than its place. */
@NullMarked
package org.chemoloop.label.template.block;

import org.jspecify.annotations.NullMarked;
