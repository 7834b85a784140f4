/** The twelve digits on bags and wristbands, which never travel with a wrong check digit. */
@NullMarked
package org.chemoloop.label.code;

import org.jspecify.annotations.NullMarked;
