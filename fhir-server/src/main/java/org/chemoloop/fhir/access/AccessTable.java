package org.chemoloop.fhir.access;

import com.google.common.collect.Sets;
import java.util.Set;

/**
 * The table of who may read and write what. It is coarse on purpose: whether this nurse may start this bag now is the
 * loop's question, asked after this one.
 */
final class AccessTable {

    static final Set<String> EVERYTHING = Set.of("*");
    private static final Set<String> NOTHING = Set.of();

    /** Who, where and what drugs there are: no patient in it. */
    private static final Set<String> HOUSE = Set.of(
            "Practitioner",
            "PractitionerRole",
            "Organization",
            "Location",
            "Schedule",
            "Slot",
            "Device",
            "Medication",
            "MedicationKnowledge",
            "PlanDefinition",
            "CodeSystem",
            "ValueSet",
            "SearchParameter");

    /** The patient's record. */
    private static final Set<String> RECORD = Set.of(
            "Patient",
            "Encounter",
            "Coverage",
            "Condition",
            "AllergyIntolerance",
            "Observation",
            "AdverseEvent",
            "Media",
            "ServiceRequest",
            "Appointment",
            "MedicationRequest",
            "MedicationDispense",
            "MedicationAdministration",
            "Task",
            "DetectedIssue",
            "Provenance",
            "Communication");

    private static final Set<String> HOUSE_AND_RECORD =
            Sets.union(HOUSE, RECORD).immutableCopy();

    private static final Set<String> LOOK = Set.of("$timeline", "$rounds-due", "$lookup", "$expand", "$validate-code");
    /** What those do who stand as second person, at the chair or while a bag is destroyed. */
    private static final Set<String> CONFIRM = Set.of("$confirm");

    private AccessTable() {}

    // spotless:off
    static Grant of(Role role) {
        return switch (role) {
            case DOCTOR -> new Grant(HOUSE_AND_RECORD,
                    Set.of("MedicationRequest", "ServiceRequest", "Appointment", "Condition", "AllergyIntolerance",
                            "Observation", "AdverseEvent", "Media", "Communication",
                            "MedicationAdministration"), // to pause and stop: the loop lets a doctor do no more
                    Sets.union(Sets.union(LOOK, CONFIRM), Set.of("$follow-ups-due")));
            case CHEMO_NURSE -> new Grant(HOUSE_AND_RECORD,
                    Set.of("Task", "MedicationDispense", "MedicationAdministration", "Observation", "AdverseEvent",
                            "Media", "Appointment", "Slot", "Encounter", "Communication", "Device", "ServiceRequest"),
                    Sets.union(Sets.union(LOOK, CONFIRM), Set.of("$regroup", "$split", "$seat",
                            "$replace-wristband", "$no-shows", "$recalls", "$discharge", "$maintenance-due",
                            "$follow-ups-due")));
            case PIVAS_PHARMACIST -> new Grant(HOUSE_AND_RECORD,
                    Set.of("Task", "MedicationDispense", "DetectedIssue", "Communication",
                            "AdverseEvent"), // a spill, a needlestick
                    Sets.union(Sets.union(LOOK, CONFIRM), Set.of("$recalls")));
            case PHARMACIST -> new Grant(HOUSE_AND_RECORD,
                    Set.of("Task", "MedicationDispense", "DetectedIssue", "Communication",
                            "Medication", "MedicationKnowledge", "PlanDefinition", "PractitionerRole"),
                    Sets.union(LOOK, Set.of("$load")));
            case MANAGER -> new Grant(EVERYTHING, NOTHING, Sets.union(LOOK, Set.of("$near-misses")));
            case ENGINEER -> new Grant(EVERYTHING, NOTHING, Sets.union(LOOK, Set.of("$near-misses", "$replay")));
            case ADMIN -> new Grant(Sets.union(HOUSE, Set.of("AuditEvent")),
                    Set.of("Practitioner", "PractitionerRole", "Organization", "Location", "Schedule", "Slot",
                            "Device"),
                    Set.of("$lookup", "$expand", "$validate-code"));

            // A device or system without a person: scans need a person's token.
            case PDA -> new Grant(HOUSE, Set.of("Device"), NOTHING);
            case HIS -> new Grant(HOUSE_AND_RECORD,
                    Set.of("Patient", "Encounter", "Coverage", "Condition", "AllergyIntolerance", "Observation",
                            "ServiceRequest", "Appointment", "MedicationRequest"),
                    Set.of("$submit", "$timeline"));
            case PIVAS -> new Grant(HOUSE_AND_RECORD, Set.of("MedicationDispense"), Set.of("$timeline"));
            case ROUTES -> new Grant(EVERYTHING, EVERYTHING, Set.of("$submit", "$timeline", "$replay"));
            // It records each print; what a person asks for it reads with that person's token.
            case LABEL -> new Grant(HOUSE_AND_RECORD, Set.of("Provenance"), Set.of("$timeline"));
        };
    }
    // spotless:on
}
