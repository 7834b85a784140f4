/** The safety rules of an order, one class each: pure, so that each can be held against any prescription. */
@NullMarked
package org.chemoloop.fhir.order.rule;

import org.jspecify.annotations.NullMarked;
