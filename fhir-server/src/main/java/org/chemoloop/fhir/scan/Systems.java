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

    /** On a scan: it waited in a device that was offline. */
    static final String RECORDED_OFFLINE = BASE + "/StructureDefinition/recorded-offline";
    /** On a scan: {@code scanned} or {@code keyed}. */
    static final String CODE_ENTRY = BASE + "/StructureDefinition/code-entry";
    /** On a scan: what the device's clock showed when it sent it. */
    static final String DEVICE_TIME = BASE + "/StructureDefinition/device-time";
    /** On a preparation: a pack that was scanned, with {@code drug}, {@code expires}. */
    static final String PACK = BASE + "/StructureDefinition/pack";
    /** On a start: blood came back when the line was tried. */
    static final String BLOOD_RETURN = BASE + "/StructureDefinition/blood-return";
    /** On a Task that asks for a bag to be discarded: who looked on. */
    static final String WITNESS = BASE + "/StructureDefinition/witness";
    /** On an infusion: when the bag will be empty at its rate. */
    static final String EXPECTED_END = BASE + "/StructureDefinition/expected-end";
    /** On the Provenance of a step: the number of a rule for which nobody sent data. */
    static final String NOT_CHECKED = BASE + "/StructureDefinition/not-checked";
    /** Before the number of a rule, in DetectedIssue.reference. */
    static final String SAFETY_RULE = BASE + "/safety-rule/";

    /** What an AdverseEvent while a bag runs is called: its {@code reaction} and {@code extravasation}. */
    static final String NOT_GIVEN_REASON = BASE + "/CodeSystem/not-given-reason";

    static final String LINE_TYPE = BASE + "/CodeSystem/line-type";

    /** On a regrouped bag, beside {@code priorPrescription}: the other bags whose place it takes. */
    static final String ALSO_REPLACES = BASE + "/StructureDefinition/also-replaces";

    static final String OVERRIDE = BASE + "/StructureDefinition/override";
    static final String OVERRIDABLE = BASE + "/StructureDefinition/overridable";

    private Systems() {}

    /** All resources of a bag's loop have the same id: a race cannot make two of a kind. */
    static String idOf(org.chemoloop.fhir.loop.BagCode code) {
        return "bag-" + code;
    }
}
