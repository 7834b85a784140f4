package org.chemoloop.fhir.scan;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.List;
import java.util.Locale;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Says no to a request: 422 with the reason in code and in the words of the one who asked. */
public final class RefusedScan {

    private RefusedScan() {}

    public static UnprocessableEntityException answer(Refusal refusal, Locale locale) {
        return answer(List.of(refusal), locale);
    }

    /** @param refusals the first is the one that devices show; what else warns follows */
    public static UnprocessableEntityException answer(List<Refusal> refusals, Locale locale) {
        OperationOutcome outcome = new OperationOutcome();
        refusals.forEach(refusal -> add(outcome, refusal, locale));
        return new UnprocessableEntityException(refusals.get(0).issue().code(), outcome);
    }

    private static void add(OperationOutcome outcome, Refusal refusal, Locale locale) {
        LoopIssue issue = refusal.issue();
        var said = outcome.addIssue()
                .setSeverity(refusal.isSoft() ? IssueSeverity.WARNING : IssueSeverity.ERROR)
                .setCode(IssueType.BUSINESSRULE);
        said.getDetails().setText(refusal.words().in(locale));
        said.getDetails()
                .addCoding()
                .setSystem(Systems.LOOP_ISSUE)
                .setCode(issue.code())
                .setDisplay(issue.words().in(locale));
        if (!refusal.ruleId().isEmpty()) {
            said.setDiagnostics("rule " + refusal.ruleId());
        }
        if (refusal.isSoft()) {
            said.addExtension(Systems.OVERRIDABLE, new BooleanType(true));
        }
    }
}
