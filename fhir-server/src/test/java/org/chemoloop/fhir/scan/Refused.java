package org.chemoloop.fhir.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.chemoloop.fhir.FhirCaller.Answer;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Reads a refused scan as the contract describes it. */
final class Refused {

    private Refused() {}

    static void assertRefused(Answer answer, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        var issue = answer.resource(OperationOutcome.class).getIssueFirstRep();
        assertThat(issue.getDetails().getCodingFirstRep().getSystem()).isEqualTo(Systems.LOOP_ISSUE);
        assertThat(issue.getDetails().getCodingFirstRep().getCode()).isEqualTo(code);
        assertThat(issue.getCode()).isEqualTo(IssueType.BUSINESSRULE);
        assertThat(issue.getSeverity()).isEqualTo(IssueSeverity.ERROR);
        assertThat(issue.getDetails().getText()).matches(".*\\p{IsHan}.*");
    }
}
