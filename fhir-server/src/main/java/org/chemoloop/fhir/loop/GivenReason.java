package org.chemoloop.fhir.loop;

/**
 * Why a person goes on although a soft rule warned.
 *
 * @param rule the code that the person was told, or the number of the rule
 */
public record GivenReason(String rule, String reason) {

    /** Whether it is the reason to go on although this rule warned; a blank one is none. */
    public boolean answers(Refusal objection) {
        return !reason.isBlank() && (rule.equals(objection.issue().code()) || rule.equals(objection.ruleId()));
    }
}
