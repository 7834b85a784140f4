package org.chemoloop.fhir.order;

import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** The names by which ChemoLoop's own identifiers, codes and extensions go. */
public final class Terms {

    public static final String BASE = "https://chemoloop.org/fhir/";
    public static final String UCUM = "http://unitsofmeasure.org";

    public static final String PLACER_ORDER = sid("placer-order");
    public static final String FILLER_ORDER = sid("filler-order");
    public static final String PRESCRIPTION = sid("prescription");
    public static final String OUTPATIENT_NUMBER = sid("outpatient-number");
    public static final String VISIT_NUMBER = sid("visit-number");
    public static final String APPOINTMENT = sid("appointment");
    public static final String WRISTBAND = sid("wristband");
    public static final String BAG = sid("bag");
    public static final String DOCTOR_CODE = sid("doctor-code");
    /** Of what is owed to a patient after the visit. */
    public static final String FOLLOW_UP = sid("follow-up");

    public static final String LOOP_STATUS = codeSystem("loop-status");
    public static final String LOOP_ISSUE = codeSystem("loop-issue");

    public static final String ORDER_CONTROL = extension("order-control");
    public static final String MAKES_BAG = extension("makes-bag");
    public static final String RECIPE_GROUP = extension("recipe-group");
    public static final String PARENT_ORDER = extension("parent-order");
    /** On a line: the AUC in mg/mL·min that its dose is meant to reach. */
    public static final String TARGET_AUC = extension("target-auc");

    /** On a line: the day of the regimen's cycle, counted from 1. */
    public static final String CYCLE_DAY = extension("cycle-day");
    /** On a line: why its dose is not the regimen's. */
    public static final String DOSE_REASON = extension("dose-reason");

    /** Which rules had nothing to look at when the line was ordered. */
    public static final String NOT_CHECKED = extension("not-checked");

    /** Beside {@code priorPrescription}: the other bags whose place this one takes. */
    public static final String ALSO_REPLACES = extension("also-replaces");

    public static final String LOOP_STEP = extension("loop-step");

    private Terms() {}

    public static String sid(String name) {
        return BASE + "sid/" + name;
    }

    public static String codeSystem(String name) {
        return BASE + "CodeSystem/" + name;
    }

    public static String extension(String name) {
        return BASE + "StructureDefinition/" + name;
    }

    public static CodeableConcept concept(String system, String code, @Nullable String display) {
        return new CodeableConcept().addCoding(new Coding(system, code, display));
    }

    /** What people call a drug. */
    static String name(CodeableConcept drug) {
        if (drug.hasText()) {
            return drug.getText();
        }
        Coding coding = drug.getCodingFirstRep();
        return coding.hasDisplay() ? coding.getDisplay() : String.valueOf(coding.getCode());
    }

    public static Optional<Identifier> identifier(Iterable<Identifier> identifiers, String system) {
        for (Identifier identifier : identifiers) {
            if (system.equals(identifier.getSystem()) && identifier.hasValue()) {
                return Optional.of(identifier);
            }
        }
        return Optional.empty();
    }

    static <T extends Type> Optional<T> extension(DomainResource resource, String url, Class<T> type) {
        Extension extension = resource.getExtensionByUrl(url);
        return extension != null && type.isInstance(extension.getValue())
                ? Optional.of(type.cast(extension.getValue()))
                : Optional.empty();
    }
}
