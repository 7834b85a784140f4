package org.chemoloop.fhir.scan;

/** The identifier and code systems and the extensions that scans speak of. */
public final class Systems {

    public static final String BASE = "https://chemoloop.org/fhir";
    public static final String BAG = BASE + "/sid/bag";
    public static final String WRISTBAND = BASE + "/sid/wristband";
    public static final String USER = BASE + "/sid/user";
    public static final String LOOP_STATUS = BASE + "/CodeSystem/loop-status";
    public static final String LOOP_ISSUE = BASE + "/CodeSystem/loop-issue";
    public static final String PERFORM_FUNCTION = "http://terminology.hl7.org/CodeSystem/med-admin-perform-function";

    /** On a bag, beside {@code priorPrescription}: another bag whose place it takes. */
    public static final String ALSO_REPLACES = BASE + "/StructureDefinition/also-replaces";
    /** Which preparation step a MedicationDispense reports. */
    public static final String LOOP_STEP = BASE + "/StructureDefinition/loop-step";
    /** Who took a step, on the Task's output that records it. */
    public static final String TAKEN_BY = BASE + "/StructureDefinition/taken-by";
    /** When the server heard of it. */
    public static final String RECORDED = BASE + "/StructureDefinition/recorded";

    /** On a scan: it waited in a device that was offline. */
    public static final String RECORDED_OFFLINE = BASE + "/StructureDefinition/recorded-offline";
    /** On a scan: {@code scanned} or {@code keyed}. */
    public static final String CODE_ENTRY = BASE + "/StructureDefinition/code-entry";
    /** On a scan: what the device's clock showed when it sent it. */
    public static final String DEVICE_TIME = BASE + "/StructureDefinition/device-time";
    /** On a preparation: a pack that was scanned, with {@code drug}, {@code expires}, {@code lot}. */
    public static final String PACK = BASE + "/StructureDefinition/pack";
    /** On a start: blood came back when the line was tried. */
    public static final String BLOOD_RETURN = BASE + "/StructureDefinition/blood-return";
    /** On a start: the infusion set, with codes of {@code cs/drug-handling} for what it is; none for a plain one. */
    public static final String INFUSION_SET = BASE + "/StructureDefinition/infusion-set";
    /** On a Task that asks for a bag to be discarded: who looked on. */
    public static final String WITNESS = BASE + "/StructureDefinition/witness";
    /** On an infusion: when the bag will be empty at its rate. */
    public static final String EXPECTED_END = BASE + "/StructureDefinition/expected-end";
    /** On the Provenance of a step: the number of a rule for which nobody sent data. */
    public static final String NOT_CHECKED = BASE + "/StructureDefinition/not-checked";
    /** Before the number of a rule, in DetectedIssue.reference. */
    public static final String SAFETY_RULE = BASE + "/safety-rule/";

    /** What an AdverseEvent while a bag runs is called: its {@code reaction} and {@code extravasation}. */
    public static final String NOT_GIVEN_REASON = BASE + "/CodeSystem/not-given-reason";

    /** What a round tells: {@code rate}, {@code volume-left}; and the doctor's go. */
    public static final String LOOP_OBSERVATION = BASE + "/CodeSystem/loop-observation";
    /** On a round: when the next one is due. */
    public static final String NEXT_ROUND = BASE + "/StructureDefinition/next-round-due";

    /**
     * On a correction (status entered-in-error): which step was recorded in error, a code of {@code cs/loop-status}.
     */
    public static final String CORRECTS = BASE + "/StructureDefinition/corrects";
    /** On the Task's output that records a step: it was recorded in error and has been taken back. */
    public static final String TAKEN_BACK = BASE + "/StructureDefinition/taken-back";

    /** On an AdverseEvent: a step of what is to be done, as the catalogue has it for the drug. */
    public static final String CHECKLIST = BASE + "/StructureDefinition/checklist";

    /** On an AdverseEvent: how much of the bag had run in by then. */
    public static final String VOLUME_GIVEN = BASE + "/StructureDefinition/volume-given";

    public static final String PRESCRIPTION_CATEGORY = BASE + "/CodeSystem/prescription-category";

    public static final String DRUG_HANDLING = BASE + "/CodeSystem/drug-handling";

    public static final String LINE_TYPE = BASE + "/CodeSystem/line-type";

    public static final String OVERRIDE = BASE + "/StructureDefinition/override";
    public static final String OVERRIDABLE = BASE + "/StructureDefinition/overridable";

    private static final String BAG_ID = "bag-";

    private Systems() {}

    /** All resources of a bag's loop have the same id: a race cannot make two of a kind. */
    public static String idOf(org.chemoloop.fhir.loop.BagCode code) {
        return BAG_ID + code;
    }

    /** Whether a resource's id is that of a bag, as no line of a prescription has. */
    static boolean isBag(String id) {
        return id.startsWith(BAG_ID);
    }
}
