package org.chemoloop.fhir.scan;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.util.Date;
import java.util.Locale;
import org.chemoloop.fhir.loop.BagCode;
import org.chemoloop.fhir.loop.Decision.Overridden;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.Refusal;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueSeverity;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Leaves behind who did what with a bag, from where it was told, and what was refused. */
@Component
class Trail {

    private static final String PARTICIPANT = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
    private static final int LONGEST_CODE = 64;

    private final Store store;

    Trail(Store store) {
        this.store = store;
    }

    void leave(Intent intent, Writing writing, Remarks remarks, DomainResource stored, Source source) {
        Provenance provenance = new Provenance();
        provenance.addTarget(writing.bagReference());
        provenance.addTarget(
                new Reference(stored.fhirType() + "/" + stored.getIdElement().getIdPart()));
        provenance.setOccurred(new DateTimeType(writing.occurred()));
        provenance.setRecorded(writing.recorded());
        CodeableConcept activity =
                BagRecord.concept(writing.told()).setText(writing.move().words().zh());
        if (writing.move().isCorrection()) {
            activity.getCodingFirstRep().setDisplay(writing.move().words().zh());
            provenance.addReason(new CodeableConcept().setText(intent.reason()));
        }
        provenance.setActivity(activity);
        addAgent(provenance, "performer", writing.first());
        writing.seconds().forEach(second -> addAgent(provenance, "verifier", second));
        if (intent.body() instanceof MedicationAdministration scan) {
            scan.getDevice().forEach(device -> addAgent(provenance, "assembler", device));
        }
        provenance.addEntity().setRole(ProvenanceEntityRole.SOURCE).getWhat().setIdentifier(source.identifier());
        if (writing.offline()) {
            provenance.addExtension(Systems.RECORDED_OFFLINE, new BooleanType(true));
        }
        remarks.unchecked().forEach(rule -> provenance.addExtension(Systems.NOT_CHECKED, new CodeType(rule.id())));
        for (Overridden overridden : remarks.overridden()) {
            provenance.addReason(code(overridden.warning().issue()).setText(overridden.reason()));
        }
        store.add(Provenance.class, provenance);
        remarks.overridden().forEach(overridden -> leaveOverride(overridden, writing));
        remarks.notices().forEach(notice -> leaveNotice(notice, writing));
    }

    private static void addAgent(Provenance provenance, String type, Reference who) {
        provenance
                .addAgent()
                .setType(new CodeableConcept().addCoding(new Coding(PARTICIPANT, type, null)))
                .setWho(who);
    }

    /** A rule warned and a person went on for a reason. */
    private void leaveOverride(Overridden overridden, Writing writing) {
        DetectedIssue issue = issue(overridden.warning(), writing.move(), writing.recorded());
        issue.setPatient(new Reference(writing.bag().getSubject().getReference()));
        issue.addImplicated(writing.bagReference());
        issue.setAuthor(writing.first());
        issue.addMitigation()
                .setAction(new CodeableConcept().setText(overridden.reason()))
                .setDate(writing.recorded())
                .setAuthor(writing.first());
        store.add(DetectedIssue.class, issue);
    }

    /** A rule had something to say and held nobody up. */
    private void leaveNotice(Refusal notice, Writing writing) {
        DetectedIssue issue = issue(notice, writing.move(), writing.recorded());
        issue.setSeverity(DetectedIssueSeverity.LOW);
        issue.setPatient(new Reference(writing.bag().getSubject().getReference()));
        issue.addImplicated(writing.bagReference());
        issue.setAuthor(writing.first());
        store.add(DetectedIssue.class, issue);
    }

    /** A near miss: kept for whoever has to learn from it. */
    void leaveRefusal(
            Refusal refusal, @Nullable Move move, String patient, @Nullable BagCode bag, Reference who, Date recorded) {
        DetectedIssue issue = issue(refusal, move, recorded);
        issue.setPatient(new Reference("Patient/" + patient));
        issue.setAuthor(who);
        if (bag != null) {
            issue.addImplicated(new Reference("MedicationRequest/" + Systems.idOf(bag)));
        }
        store.add(DetectedIssue.class, issue);
    }

    private static DetectedIssue issue(Refusal refusal, @Nullable Move move, Date recorded) {
        DetectedIssue issue = new DetectedIssue();
        issue.setStatus(DetectedIssueStatus.FINAL);
        issue.setSeverity(refusal.isSoft() ? DetectedIssueSeverity.MODERATE : DetectedIssueSeverity.HIGH);
        issue.setCode(code(refusal.issue()).setText(refusal.words().in(Locale.SIMPLIFIED_CHINESE)));
        if (!refusal.ruleId().isEmpty()) {
            issue.setReference(Systems.SAFETY_RULE + refusal.ruleId());
        }
        if (move != null) {
            issue.addEvidence().addCode().setText(move.words().zh());
        }
        // Whole seconds, HAPI's default, would put a refusal before the step it followed.
        issue.setIdentified(new DateTimeType(recorded, TemporalPrecisionEnum.MILLI));
        return issue;
    }

    private static CodeableConcept code(LoopIssue issue) {
        return new CodeableConcept()
                .addCoding(new Coding(
                        Systems.LOOP_ISSUE, issue.code(), issue.words().in(Locale.SIMPLIFIED_CHINESE)));
    }

    /** The codes are kept as they were scanned, whosever they are. */
    void audit(Refusal refusal, Reference who, @Nullable String bag, @Nullable String wristband, Date recorded) {
        AuditEvent event = new AuditEvent();
        event.setType(
                new Coding("http://terminology.hl7.org/CodeSystem/audit-event-type", "rest", "RESTful Operation"));
        event.addSubtype(new Coding(
                Systems.LOOP_ISSUE,
                refusal.issue().code(),
                refusal.issue().words().zh()));
        event.setAction(AuditEventAction.E);
        event.setRecorded(recorded);
        event.setOutcome(AuditEventOutcome._4);
        event.setOutcomeDesc(refusal.issue().code());
        event.addAgent().setRequestor(true).setWho(who);
        event.getSource().getObserver().setDisplay("ChemoLoop");
        addScanned(event, Systems.BAG, bag);
        addScanned(event, Systems.WRISTBAND, wristband);
        store.add(AuditEvent.class, event);
    }

    private static void addScanned(AuditEvent event, String system, @Nullable String code) {
        if (code != null && !code.isBlank()) {
            String kept = code.length() > LONGEST_CODE ? code.substring(0, LONGEST_CODE) : code;
            event.addEntity()
                    .getWhat()
                    .setIdentifier(new Identifier().setSystem(system).setValue(kept));
        }
    }
}
