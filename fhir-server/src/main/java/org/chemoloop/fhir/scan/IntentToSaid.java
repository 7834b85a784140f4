package org.chemoloop.fhir.scan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.chemoloop.fhir.loop.Move;
import org.chemoloop.fhir.loop.known.Said;
import org.chemoloop.fhir.loop.known.Said.Infusing;
import org.chemoloop.fhir.loop.known.Said.Pack;
import org.chemoloop.fhir.loop.known.Said.Preparing;
import org.chemoloop.fhir.loop.known.Said.Scanned;
import org.chemoloop.fhir.loop.known.SetProperty;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Medication.MedicationBatchComponent;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads out of a scan what it says beside the step: how the code was read, what went in, how it runs, and why. */
@Component
class IntentToSaid {

    private final Lines lines;
    private final Rates rates;

    IntentToSaid(Lines lines, Rates rates) {
        this.lines = lines;
        this.rates = rates;
    }

    Said said(Intent intent, Move move, boolean byMessage, String patient) {
        return new Said(
                intent.reasons(),
                intent.reason(),
                byMessage,
                scanned(intent, move),
                intent instanceof DispenseIntent dispense ? preparing(dispense) : Preparing.unknown(),
                intent instanceof AdministrationIntent administration && move == Move.START
                        ? infusing(administration.body(), patient)
                        : Infusing.unknown());
    }

    private static Scanned scanned(Intent intent, Move move) {
        Extension entry = intent.body().getExtensionByUrl(Systems.CODE_ENTRY);
        Boolean keyed = entry == null || !entry.hasValue()
                ? null
                : "keyed".equals(entry.getValue().primitiveValue());
        return new Scanned(
                keyed,
                intent.occurred(move).map(Date::toInstant).orElse(null),
                time(intent.body(), Systems.DEVICE_TIME),
                isOffline(intent));
    }

    static boolean isOffline(Intent intent) {
        Extension offline = intent.body().getExtensionByUrl(Systems.RECORDED_OFFLINE);
        return offline != null && !(offline.getValue() instanceof BooleanType said && !said.booleanValue());
    }

    private static @Nullable Instant time(DomainResource body, String url) {
        Extension extension = body.getExtensionByUrl(url);
        return extension != null && extension.getValue() instanceof BaseDateTimeType time && time.getValue() != null
                ? time.getValue().toInstant()
                : null;
    }

    private static Preparing preparing(DispenseIntent intent) {
        List<Pack> packs = intent.body().getExtensionsByUrl(Systems.PACK).stream()
                .map(IntentToSaid::pack)
                .toList();
        Map<String, Double> measured = new HashMap<>();
        intent.said()
                .ifPresent(contents -> contents.getIngredient().stream()
                        .filter(ingredient -> ingredient.getItem() instanceof CodeableConcept
                                && ingredient.getStrength().getNumerator().hasValue())
                        .forEach(ingredient -> measured.put(
                                String.valueOf(ingredient
                                        .getItemCodeableConcept()
                                        .getCodingFirstRep()
                                        .getCode()),
                                ingredient
                                        .getStrength()
                                        .getNumerator()
                                        .getValue()
                                        .doubleValue())));
        Reference place = intent.body().getLocation();
        MedicationBatchComponent batch =
                intent.said().map(Medication::getBatch).orElseGet(MedicationBatchComponent::new);
        return new Preparing(
                packs,
                measured,
                place.hasReference() ? place.getReferenceElement().getIdPart() : null,
                batch.getExpirationDate() == null
                        ? null
                        : batch.getExpirationDate().toInstant(),
                batch.getLotNumber());
    }

    private static Pack pack(Extension pack) {
        Extension drug = pack.getExtensionByUrl("drug");
        Extension expires = pack.getExtensionByUrl("expires");
        Extension lot = pack.getExtensionByUrl("lot");
        return new Pack(
                drug == null ? "" : code(drug.getValue()),
                expires == null ? null : end(expires.getValue()),
                lot == null || lot.getValue() == null ? null : lot.getValue().primitiveValue());
    }

    private static String code(@Nullable Type drug) {
        String code = drug instanceof Coding coding ? coding.getCode() : drug == null ? null : drug.primitiveValue();
        return code == null ? "" : code;
    }

    /** Packs name a day or a month; a month ends with its last day. */
    private static @Nullable LocalDate end(@Nullable Type expires) {
        if (!(expires instanceof DateType date) || !date.hasValue()) {
            return null;
        }
        return switch (date.getPrecision()) {
            case YEAR -> Year.parse(date.getValueAsString()).atMonth(12).atEndOfMonth();
            case MONTH -> YearMonth.parse(date.getValueAsString()).atEndOfMonth();
            default -> LocalDate.parse(date.getValueAsString()); // HAPI's enum; a date has no finer precision
        };
    }

    private Infusing infusing(MedicationAdministration scan, String patient) {
        Extension bloodReturn = scan.getExtensionByUrl(Systems.BLOOD_RETURN);
        return new Infusing(
                rates.millilitresPerHour(scan.getDosage().getRate()).orElse(null),
                lines.of(scan, patient).orElse(null),
                bloodReturn != null && bloodReturn.getValue() instanceof BooleanType said && said.booleanValue(),
                set(scan));
    }

    private static @Nullable Set<SetProperty> set(MedicationAdministration scan) {
        Extension set = scan.getExtensionByUrl(Systems.INFUSION_SET);
        return set != null && set.getValue() instanceof CodeableConcept told
                ? Arrays.stream(SetProperty.values())
                        .filter(property -> told.hasCoding(Systems.DRUG_HANDLING, property.code()))
                        .collect(Collectors.toSet())
                : null;
    }
}
