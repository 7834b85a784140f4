package org.chemoloop.fhir.order;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.util.List;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueSeverity;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationRequest;

/** Puts what was found in an order before the pharmacist: one DetectedIssue per line and rule. */
final class Flags {

    private Flags() {}

    static void raise(MedicationRequest line, List<Remark> remarks, Message message) {
        for (Remark remark : remarks) {
            String id = DerivedId.of('d', line.getIdElement().getIdPart(), remark.code());
            DetectedIssue issue = new DetectedIssue();
            issue.setId(new IdType("DetectedIssue", id));
            issue.setStatus(DetectedIssueStatus.FINAL);
            issue.setSeverity(remark.refuses() ? DetectedIssueSeverity.HIGH : DetectedIssueSeverity.MODERATE);
            issue.setCode(Terms.concept(
                            Terms.LOOP_ISSUE, remark.code(), remark.words().zh())
                    .setText(remark.words().zh()));
            issue.setDetail(remark.words().en());
            issue.setPatient(line.getSubject().copy());
            issue.setIdentified(new DateTimeType(message.date(), TemporalPrecisionEnum.MILLI));
            issue.addImplicated(Chart.reference(line));
            message.chart()
                    .read(DetectedIssue.class, id)
                    .ifPresentOrElse(
                            known -> {
                                // Raised before, by an earlier try of the same order.
                            },
                            () -> message.chart().create(DetectedIssue.class, issue));
        }
    }
}
