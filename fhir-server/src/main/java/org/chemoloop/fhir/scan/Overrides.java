package org.chemoloop.fhir.scan;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.util.Date;
import java.util.List;
import org.chemoloop.fhir.loop.GivenReason;
import org.chemoloop.fhir.loop.Refusal;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueSeverity;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;

/** Reasons to go on although a rule warned: where people write them, and how they are kept. */
public final class Overrides {

    private Overrides() {}

    /** The extensions {@code override} of what was sent. */
    public static List<GivenReason> of(DomainResource body) {
        return body.getExtensionsByUrl(Systems.OVERRIDE).stream()
                .map(override -> new GivenReason(text(override, "rule"), text(override, "reason")))
                .toList();
    }

    private static String text(Extension parent, String url) {
        Extension child = parent.getExtensionByUrl(url);
        if (child == null || !child.hasValue()) {
            return "";
        }
        if (child.getValue() instanceof CodeableConcept concept) {
            return Intent.words(concept);
        }
        String text = child.getValue() instanceof Coding coding
                ? coding.getCode()
                : child.getValue().primitiveValue();
        return text == null ? "" : text;
    }

    /** What a rule of a visit had to say to a patient's booking or discharge. */
    public static DetectedIssue notice(Refusal said, String patient, Reference who, Date now) {
        DetectedIssue issue = new DetectedIssue();
        issue.setStatus(DetectedIssueStatus.FINAL);
        issue.setSeverity(said.isSoft() ? DetectedIssueSeverity.MODERATE : DetectedIssueSeverity.LOW);
        issue.setCode(new CodeableConcept()
                .addCoding(new Coding(
                        Systems.LOOP_ISSUE,
                        said.issue().code(),
                        said.issue().words().zh()))
                .setText(said.words().zh()));
        if (!said.ruleId().isEmpty()) {
            issue.setReference(Systems.SAFETY_RULE + said.ruleId());
        }
        issue.setPatient(new Reference("Patient/" + patient));
        issue.setIdentified(new DateTimeType(now, TemporalPrecisionEnum.MILLI));
        issue.setAuthor(who);
        return issue;
    }

    /** The same, and why a person went on. */
    public static DetectedIssue overridden(Refusal said, String reason, String patient, Reference who, Date now) {
        DetectedIssue issue = notice(said, patient, who, now);
        issue.addMitigation()
                .setAction(new CodeableConcept().setText(reason))
                .setDate(now)
                .setAuthor(who.copy());
        return issue;
    }

    /** Who took something past warnings, in which request, and for which reasons. */
    public static Provenance provenance(
            Reference target, String activity, List<DetectedIssue> overridden, Reference who, Date now, Source source) {
        Provenance provenance = new Provenance();
        provenance.addTarget(target);
        provenance.setOccurred(new DateTimeType(now)).setRecorded(now);
        provenance.getActivity().setText(activity);
        provenance.addAgent().setWho(who.copy());
        provenance.addEntity().setRole(ProvenanceEntityRole.SOURCE).getWhat().setIdentifier(source.identifier());
        for (DetectedIssue issue : overridden) {
            provenance.addReason(issue.getCode()
                    .copy()
                    .setText(issue.getMitigationFirstRep().getAction().getText()));
        }
        return provenance;
    }
}
