package org.chemoloop.routes.translate.type;

import java.util.HashMap;
import java.util.Map;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.PositiveIntType;
import org.hl7.fhir.r4.model.UnsignedIntType;
import org.jspecify.annotations.Nullable;

/** All converters there are, by the HL7 type that a map names and the FHIR type that its path has. */
public final class Converters {
    private static final Map<String, Converter> ALL = new HashMap<>();

    static {
        for (String coded : new String[] {"CWE", "CE", "ID", "IS", "ST"}) {
            put(coded, "CodeableConcept", new CweToCodeableConcept());
            put(coded, "Coding", new CweToCoding());
            put(coded, "code", new CweToCode());
        }
        put("ST", "CodeableConcept", new StToConcept());
        put("ID", "boolean", new IdToBoolean());
        put("CX", "Identifier", new CxToIdentifier());
        put("EI", "Identifier", new EiToIdentifier());
        put("EIP", "Identifier", new EipToIdentifier());
        put("XPN", "HumanName", new XpnToHumanName());
        put("XAD", "Address", new XadToAddress());
        put("XTN", "ContactPoint", new XtnToContactPoint());
        put("XCN", "Reference", new XcnToReference());
        put("PL", "Reference", new PlToReference());
        put("HD", "Reference", new HdToReference());
        put("NM", "decimal", new NmToDecimal());
        put("NM", "integer", new NmToInteger(Integer.MIN_VALUE, IntegerType::new));
        put("NM", "positiveInt", new NmToInteger(1, PositiveIntType::new));
        put("NM", "unsignedInt", new NmToInteger(0, UnsignedIntType::new));
        put("NM", "Quantity", new NmToQuantity());
        put("CQ", "Quantity", new NmToQuantity());
        put("NM", "Ratio", new NmToRatio());
        put("CQ", "Timing.repeat", new CqToOccurrence());
        put("CQ", "Duration", new CqToDuration());
        put("TS", "dateTime", new TsToDateTime(TsToDateTime.Kind.DATE_TIME));
        put("TS", "date", new TsToDateTime(TsToDateTime.Kind.DATE));
        put("TS", "instant", new TsToDateTime(TsToDateTime.Kind.INSTANT));
        put("TS plus", "instant", new TsPlus());
        put("TS for", "dateTime", new LastMoment());
        put("TM", "time", new TmToTime());
        for (String text : new String[] {"ST", "TX"}) {
            put(text, "string", StToString::string);
        }
        put("FT", "string", StToString.lines(StToString::string));
        put("FT", "markdown", StToString.lines(StToString::markdown));
        put("FT", "Annotation", StToString.lines(StToString::annotation));
        put("RPT", "Timing", new RptToTiming());
        put("RI", "Timing", new RptToTiming());
        put("OBX-2", "*", new ObxToValue());
        put("MSG", "CodeableConcept", new MshToConcept());
        put("daily", "Ratio", new CqToDailyRatio());
        put("giver", "MedicationAdministration.performer", new XcnToPerformer());
        put("rate", "Quantity", new StToRate());
        put("lots", "string", new LotsToString());
        put("earliest", "dateTime", new EarliestTime());
        put("regimen", "canonical", new StToRegimen());
        put("message key", "Identifier", new MessageKey());
        put("makes bag", "boolean", new MakesBag());
    }

    private Converters() {}

    private static void put(String from, String to, Converter converter) {
        ALL.put(from + " → " + to, converter);
    }

    /** Nothing when nobody has written that converter. */
    public static @Nullable Converter find(String from, String to) {
        Converter exact = ALL.get(from + " → " + to);
        return exact != null ? exact : ALL.get(from + " → *");
    }
}
