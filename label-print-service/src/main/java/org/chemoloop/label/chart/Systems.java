package org.chemoloop.label.chart;

/** The identifier and code systems of the interface that a label reads. */
final class Systems {
    private static final String BASE = "https://chemoloop.org/fhir";

    static final String BAG = BASE + "/sid/bag";
    static final String WRISTBAND = BASE + "/sid/wristband";
    static final String OUTPATIENT_NUMBER = BASE + "/sid/outpatient-number";
    static final String SEAT = BASE + "/sid/seat";
    static final String LOOP_STATUS = BASE + "/CodeSystem/loop-status";
    static final String DRUG_HANDLING = BASE + "/CodeSystem/drug-handling";
    static final String HOSPITAL_DRUG = BASE + "/CodeSystem/hospital-drug";

    private Systems() {}
}
