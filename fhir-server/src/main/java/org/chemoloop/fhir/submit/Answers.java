package org.chemoloop.fhir.submit;

import java.util.Collection;
import org.chemoloop.fhir.order.Chart;
import org.chemoloop.fhir.order.EntryOutcome;
import org.chemoloop.fhir.order.Remark;
import org.chemoloop.fhir.order.Terms;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;

/** Says what became of each entry, as a transaction response. */
final class Answers {

    private Answers() {}

    static Bundle of(Collection<EntryOutcome> outcomes) {
        Bundle answer = new Bundle();
        answer.setType(BundleType.TRANSACTIONRESPONSE);
        for (EntryOutcome outcome : outcomes) {
            BundleEntryComponent entry = answer.addEntry();
            BundleEntryResponseComponent response = entry.getResponse();
            response.setStatus(status(outcome.status()));
            Resource stored = outcome.resource();
            if (stored != null && stored.hasId()) {
                response.setLocation(Chart.literal(stored));
            }
            if (stored instanceof MedicationRequest) {
                entry.setResource(stored);
            }
            if (!outcome.remarks().isEmpty()) {
                response.setOutcome(outcome(outcome));
            }
        }
        return answer;
    }

    private static OperationOutcome outcome(EntryOutcome entry) {
        OperationOutcome outcome = new OperationOutcome();
        for (Remark remark : entry.remarks()) {
            var issue = outcome.addIssue()
                    .setSeverity(remark.refuses() ? IssueSeverity.ERROR : IssueSeverity.WARNING)
                    .setCode(IssueType.BUSINESSRULE)
                    .setDiagnostics(remark.words().en());
            issue.getDetails()
                    .setText(remark.words().zh())
                    .addCoding()
                    .setSystem(Terms.LOOP_ISSUE)
                    .setCode(remark.code());
        }
        return outcome;
    }

    private static String status(int code) {
        return switch (code) {
            case 200 -> "200 OK";
            case 201 -> "201 Created";
            case 404 -> "404 Not Found";
            case 409 -> "409 Conflict";
            case 422 -> "422 Unprocessable Entity";
            default -> String.valueOf(code);
        };
    }
}
