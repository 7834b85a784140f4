package org.chemoloop.label.fhir;

/** The identifier and code systems of the interface that a label reads. */
public final class Systems {
    private static final String BASE = "https://chemoloop.org/fhir";

    public static final String BAG = BASE + "/sid/bag";
    public static final String WRISTBAND = BASE + "/sid/wristband";
    public static final String OUTPATIENT_NUMBER = BASE + "/sid/outpatient-number";
    public static final String SEAT = BASE + "/sid/seat";
    public static final String LOOP_STATUS = BASE + "/CodeSystem/loop-status";
    public static final String DRUG_HANDLING = BASE + "/CodeSystem/drug-handling";
    public static final String PRESCRIPTION_CATEGORY = BASE + "/CodeSystem/prescription-category";
    public static final String HOSPITAL_DRUG = BASE + "/CodeSystem/hospital-drug";

    public static final String USER = BASE + "/sid/user";
    public static final String PRINTER = BASE + "/sid/printer";
    public static final String PRINT_JOB = BASE + "/sid/print-job";

    private Systems() {}
}
