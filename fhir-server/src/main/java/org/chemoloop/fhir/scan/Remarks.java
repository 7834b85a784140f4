package org.chemoloop.fhir.scan;

import java.util.List;
import org.chemoloop.fhir.loop.Decision;
import org.chemoloop.fhir.loop.Decision.Overridden;
import org.chemoloop.fhir.loop.Refusal;
import org.chemoloop.fhir.loop.rule.Rule;

/** What is to be remembered of a step beside that it was taken. */
record Remarks(List<Overridden> overridden, List<Refusal> notices, List<Rule> unchecked) {

    static Remarks of(Decision.Moved moved) {
        return new Remarks(moved.overridden(), moved.notices(), moved.unchecked());
    }

    static Remarks of(Decision.ToldLate late) {
        return new Remarks(List.of(), late.notices(), List.of());
    }
}
