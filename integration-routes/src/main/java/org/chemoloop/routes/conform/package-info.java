/** What HL7 demands of a message that we send, checked before a byte of it leaves. */
@NullMarked
package org.chemoloop.routes.conform;

import org.jspecify.annotations.NullMarked;
