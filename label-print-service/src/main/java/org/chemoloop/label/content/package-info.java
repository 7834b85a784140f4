/** What labels say of bags, patients and deliveries, and how it is written so that nobody misreads it. */
@NullMarked
package org.chemoloop.label.content;

import org.jspecify.annotations.NullMarked;
