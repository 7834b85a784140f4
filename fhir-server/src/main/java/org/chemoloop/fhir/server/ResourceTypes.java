package org.chemoloop.fhir.server;

import java.util.List;

/** The resource types this server keeps: each costs start-up time and search parameters, so each has its reason. */
final class ResourceTypes {

    static final List<String> KEPT = List.of(
            // who and where
            "Patient", // wristband and hospital numbers
            "Group", // none is kept, but HAPI follows patient.identifier through all that a subject may be
            "Encounter", // the visit of the day
            "Practitioner", // nurses, doctors, pharmacists and their numbers
            "PractitionerRole", // department of a doctor
            "Organization", // hospital and departments
            "Location", // centre and its 42 seats
            "Coverage", // IN1
            // what is wrong with the patient
            "Condition", // DG1
            "AllergyIntolerance", // AL1
            "Observation", // height, weight, rounds
            "AdverseEvent", // reactions, extravasation
            "Media", // photo of an extravasation
            // the day
            "ServiceRequest", // the session
            "Appointment",
            "Slot",
            "Schedule", // Slot needs one
            // the loop
            "MedicationRequest", // prescription line, bag
            "Medication", // contents of a bag, drug catalogue
            "MedicationKnowledge", // handling and diluents of a catalogue drug
            "PlanDefinition", // regimens to compare an order with
            "MedicationDispense", // preparation, delivery
            "MedicationAdministration", // infusion
            "Task", // step of the bag
            "Device", // pumps, PDAs
            // what happened
            "DetectedIssue", // refusals, near misses
            "Provenance", // who did what, from which message
            "AuditEvent", // reads, writes, refusals
            "Communication", // notes between nurse, pharmacy and doctor
            // definitions
            "CodeSystem", // our codes with displays and colours
            "ValueSet", // HAPI's terminology needs the type
            "SearchParameter", // how the parameters in use are chosen
            "Subscription", // HAPI's start-up reads the type
            "StructureDefinition"); // HAPI's validation support reads the type

    private ResourceTypes() {}
}
