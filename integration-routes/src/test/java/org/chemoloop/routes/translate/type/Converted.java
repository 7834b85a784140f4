package org.chemoloop.routes.translate.type;

import ca.uhn.fhir.context.FhirContext;
import org.chemoloop.routes.translate.OneCell;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Timing.TimingRepeatComponent;
import org.hl7.fhir.r4.model.Type;

/** What a converter makes of a cell, as a line of text: JSON, or the bare value, then the complaints. */
final class Converted {
    private Converted() {}

    static String line(String from, String to, OneCell cell) {
        Converter converter = Converters.find(from, to);
        if (converter == null) {
            throw new IllegalArgumentException("there is no converter " + from + " → " + to);
        }
        String shown = shown(converter.convert(cell));
        return cell.complaints().isEmpty() ? shown : (shown + " " + String.join(" ", cell.complaints())).strip();
    }

    static String shown(Base made) {
        if (made == null) {
            return "";
        }
        if (made instanceof PrimitiveType<?> primitive) {
            return primitive.getValueAsString();
        }
        if (made instanceof TimingRepeatComponent repeat) {
            return shown(new org.hl7.fhir.r4.model.Timing().setRepeat(repeat));
        }
        Parameters around = new Parameters();
        around.addParameter(new Parameters.ParametersParameterComponent().setValue((Type) made));
        String json = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(around);
        String inner = json.substring(json.indexOf(":{") + 1, json.length() - 3);
        return inner.replace("\"", "").replace("https://chemoloop.org/fhir/", "~");
    }
}
