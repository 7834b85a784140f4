package org.chemoloop.fhir.scan;

/** The identifier and code systems and the extensions that scans speak of. */
final class Systems {

    static final String BASE = "https://chemoloop.org/fhir";
    static final String BAG = BASE + "/sid/bag";
    static final String WRISTBAND = BASE + "/sid/wristband";
    static final String USER = BASE + "/sid/user";
    static final String LOOP_STATUS = BASE + "/CodeSystem/loop-status";
    static final String LOOP_ISSUE = BASE + "/CodeSystem/loop-issue";
    static final String PERFORM_FUNCTION = "http://terminology.hl7.org/CodeSystem/med-admin-perform-function";

    /** Which preparation step a MedicationDispense reports. */
    static final String LOOP_STEP = BASE + "/StructureDefinition/loop-step";
    /** Who took a step, on the Task's output that records it. */
    static final String TAKEN_BY = BASE + "/StructureDefinition/taken-by";
    /** When the server heard of it. */
    static final String RECORDED = BASE + "/StructureDefinition/recorded";

    static final String OVERRIDE = BASE + "/StructureDefinition/override";
    static final String OVERRIDABLE = BASE + "/StructureDefinition/overridable";

    private Systems() {}

    /** All resources of a bag's loop have the same id: a race cannot make two of a kind. */
    static String idOf(org.chemoloop.fhir.loop.BagCode code) {
        return "bag-" + code;
    }
}
