package org.chemoloop.routes.translate;

import org.chemoloop.routes.translate.type.Terms;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.ResourceFactory;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** A value that a map writes down itself ({@code set}): a code, a text, or a coding. */
final class Literal {
    private Literal() {}

    static @Nullable Type of(MapNode value, String fhirType, Problems problems) {
        if (!value.isScalar()) {
            value.onlyKeys(problems, "system", "code", "display");
            Coding coding = new Coding(Terms.sid(value.text("system", "")), value.text("code"), value.text("display"));
            return switch (fhirType) {
                case "CodeableConcept" -> new CodeableConcept(coding);
                case "Coding" -> coding;
                default -> complain(value, fhirType, problems);
            };
        }
        if (fhirType.equals("code")) {
            return new CodeType(value.text());
        }
        try {
            Type made = (Type) ResourceFactory.createType(fhirType);
            if (made instanceof PrimitiveType<?> primitive) {
                primitive.setValueAsString(value.text());
                return made;
            }
        } catch (FHIRException | IllegalArgumentException e) {
            problems.add(value.where(), "\"" + value.text() + "\" is not a " + fhirType);
            return null;
        }
        return complain(value, fhirType, problems);
    }

    private static @Nullable Type complain(MapNode value, String fhirType, Problems problems) {
        problems.add(value.where(), "a literal can't be a " + fhirType);
        return null;
    }
}
