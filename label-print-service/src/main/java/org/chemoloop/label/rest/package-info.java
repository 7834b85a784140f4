/** Answers who asks for a label: by token, code and format. */
@NullMarked
package org.chemoloop.label.rest;

import org.jspecify.annotations.NullMarked;
