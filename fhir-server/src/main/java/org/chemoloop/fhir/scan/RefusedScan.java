package org.chemoloop.fhir.scan;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.Locale;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Refusal;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Says no to a request: 422 with the reason in code and in the words of the one who asked. */
final class RefusedScan {

    private RefusedScan() {}

    static UnprocessableEntityException answer(Refusal refusal, Locale locale) {
        LoopIssue issue = refusal.issue();
        OperationOutcome outcome = new OperationOutcome();
        var first = outcome.addIssue()
                .setSeverity(issue.isSoft() ? IssueSeverity.WARNING : IssueSeverity.ERROR)
                .setCode(IssueType.BUSINESSRULE);
        first.getDetails().setText(refusal.words().in(locale));
        first.getDetails()
                .addCoding()
                .setSystem(Systems.LOOP_ISSUE)
                .setCode(issue.code())
                .setDisplay(issue.words().in(locale));
        if (issue.isSoft()) {
            first.addExtension(Systems.OVERRIDABLE, new BooleanType(true));
        }
        return new UnprocessableEntityException(issue.code(), outcome);
    }
}
