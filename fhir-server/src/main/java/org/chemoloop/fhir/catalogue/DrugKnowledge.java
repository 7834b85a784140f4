package org.chemoloop.fhir.catalogue;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.MedicationKnowledge.MedicationKnowledgeStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** How a drug of the catalogue is kept: MedicationKnowledge. */
public final class DrugKnowledge {

    private static final String HANDLING = "https://chemoloop.org/fhir/CodeSystem/drug-handling";
    private static final String TIER = "https://chemoloop.org/fhir/CodeSystem/antitumor-tier";
    private static final String ROUTE = "http://terminology.hl7.org/CodeSystem/v2-0162";
    private static final String UCUM = "http://unitsofmeasure.org";
    private static final String ALLOWED_DILUENT = "allowed-diluent";
    private static final String PREMEDICATION = "premedication";
    private static final String ENEMY = "incompatible";
    private static final String FORBIDDEN_ROUTE = "forbidden-route";
    private static final String CYCLE_DAY = "cycle-day";
    private static final String ANTIDOTE = "antidote";
    private static final String LIFETIME_COUNTS = "lifetime-counts";
    private static final String LIFETIME_FACTOR = "https://chemoloop.org/fhir/StructureDefinition/lifetime-factor";
    private static final String ID = "drug-";

    private DrugKnowledge() {}

    public static MedicationKnowledge of(Drug drug) {
        var knowledge = new MedicationKnowledge();
        knowledge.setId(ID + drug.code());
        knowledge.setStatus(MedicationKnowledgeStatus.ACTIVE);
        knowledge.getCode().setText(drug.name()).addCoding(new Coding(Drug.SYSTEM, drug.code(), drug.name()));
        drug.handling().stream().sorted().forEach(what -> knowledge.addProductType(concept(HANDLING, what.code())));
        drug.tier()
                .ifPresent(level -> knowledge
                        .addMedicineClassification()
                        .setType(new CodeableConcept().setText("抗肿瘤药物分级"))
                        .addClassification(concept(TIER, level.code())));
        relate(knowledge, ALLOWED_DILUENT, drug.diluents());
        relate(knowledge, PREMEDICATION, new TreeSet<>(drug.premedication()));
        relate(knowledge, ENEMY, new TreeSet<>(drug.enemies()));
        new TreeSet<>(drug.forbiddenRoutes())
                .forEach(route -> knowledge
                        .addDrugCharacteristic()
                        .setType(concept(HANDLING, FORBIDDEN_ROUTE))
                        .setValue(concept(ROUTE, route)));
        new EnumMap<>(drug.limits().isEmpty() ? new EnumMap<>(Limit.class) : drug.limits())
                .forEach((limit, value) -> knowledge
                        .addDrugCharacteristic()
                        .setType(concept(HANDLING, limit.code()))
                        .setValue(new Quantity()
                                .setValue(value)
                                .setUnit(limit.unit())
                                .setSystem(UCUM)
                                .setCode(limit.unit())));
        new TreeSet<>(drug.cycleDays())
                .forEach(day -> knowledge
                        .addDrugCharacteristic()
                        .setType(concept(HANDLING, CYCLE_DAY))
                        .setValue(new Quantity()
                                .setValue(day)
                                .setUnit("d")
                                .setSystem(UCUM)
                                .setCode("d")));
        new TreeMap<>(drug.lifetimeCounts())
                .forEach((other, factor) -> knowledge
                        .addDrugCharacteristic()
                        .setType(concept(HANDLING, LIFETIME_COUNTS))
                        .setValue((CodeableConcept) concept(Drug.SYSTEM, other)
                                .addExtension(new Extension(LIFETIME_FACTOR, new DecimalType(factor)))));
        drug.antidotes()
                .forEach(step -> knowledge
                        .addDrugCharacteristic()
                        .setType(concept(HANDLING, ANTIDOTE))
                        .setValue(new StringType(step)));
        return knowledge;
    }

    /** Empty when it has no code of ours: a drug that nobody can order. */
    static Optional<Drug> drug(MedicationKnowledge knowledge) {
        return codings(List.of(knowledge.getCode()), Drug.SYSTEM)
                .filter(Coding::hasCode)
                .findFirst()
                .map(coding -> drug(knowledge, coding));
    }

    private static Drug drug(MedicationKnowledge knowledge, Coding coding) {
        Set<Handling> handling = codings(knowledge.getProductType(), HANDLING)
                .flatMap(what -> Handling.ofCode(what.getCode()).stream())
                .collect(Collectors.toUnmodifiableSet());
        Optional<Tier> tier = knowledge.getMedicineClassification().stream()
                .flatMap(classification -> codings(classification.getClassification(), TIER))
                .flatMap(level -> Tier.ofCode(level.getCode()).stream())
                .findFirst();
        return Drug.named(coding.getCode(), name(knowledge, coding))
                .needs(handling)
                .of(tier)
                .onlyIn(related(knowledge, ALLOWED_DILUENT))
                .neverBy(forbiddenRoutes(knowledge))
                .after(Set.copyOf(related(knowledge, PREMEDICATION)))
                .neverWith(Set.copyOf(related(knowledge, ENEMY)))
                .with(limits(knowledge))
                .onDays(cycleDays(knowledge))
                .counting(lifetimeCounts(knowledge))
                .answeredBy(antidotes(knowledge))
                .build();
    }

    private static String name(MedicationKnowledge knowledge, Coding coding) {
        if (knowledge.getCode().hasText()) {
            return knowledge.getCode().getText();
        }
        return coding.hasDisplay() ? coding.getDisplay() : coding.getCode();
    }

    private static void relate(MedicationKnowledge knowledge, String how, Collection<String> codes) {
        if (!codes.isEmpty()) {
            var related = knowledge.addRelatedMedicationKnowledge().setType(concept(HANDLING, how));
            codes.forEach(code -> related.addReference(new Reference("MedicationKnowledge/" + ID + code)));
        }
    }

    private static List<String> related(MedicationKnowledge knowledge, String how) {
        return knowledge.getRelatedMedicationKnowledge().stream()
                .filter(related -> is(related.getType(), how))
                .flatMap(related -> related.getReference().stream())
                .map(reference -> reference.getReferenceElement().getIdPart())
                .filter(id -> id != null && id.startsWith(ID))
                .map(id -> id.substring(ID.length()))
                .toList();
    }

    private static Set<String> forbiddenRoutes(MedicationKnowledge knowledge) {
        return knowledge.getDrugCharacteristic().stream()
                .filter(characteristic -> is(characteristic.getType(), FORBIDDEN_ROUTE))
                .filter(characteristic -> characteristic.getValue() instanceof CodeableConcept)
                .flatMap(characteristic -> codings(List.of(characteristic.getValueCodeableConcept()), ROUTE))
                .map(Coding::getCode)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A number in another unit than the catalogue's own would be taken for a thousand times too much. */
    private static Map<Limit, BigDecimal> limits(MedicationKnowledge knowledge) {
        Map<Limit, BigDecimal> limits = new EnumMap<>(Limit.class);
        knowledge.getDrugCharacteristic().stream()
                .filter(characteristic -> characteristic.getValue() instanceof Quantity)
                .forEach(characteristic -> codings(List.of(characteristic.getType()), HANDLING)
                        .flatMap(type -> Limit.ofCode(type.getCode()).stream())
                        .filter(limit -> limit.unit()
                                .equals(characteristic.getValueQuantity().getCode()))
                        .forEach(limit -> limits.put(
                                limit, characteristic.getValueQuantity().getValue())));
        return limits;
    }

    private static Set<Integer> cycleDays(MedicationKnowledge knowledge) {
        return knowledge.getDrugCharacteristic().stream()
                .filter(characteristic -> is(characteristic.getType(), CYCLE_DAY))
                .filter(characteristic -> characteristic.getValue() instanceof Quantity)
                .map(characteristic ->
                        characteristic.getValueQuantity().getValue().intValue())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, BigDecimal> lifetimeCounts(MedicationKnowledge knowledge) {
        Map<String, BigDecimal> factors = new HashMap<>();
        knowledge.getDrugCharacteristic().stream()
                .filter(characteristic -> is(characteristic.getType(), LIFETIME_COUNTS))
                .filter(characteristic -> characteristic.getValue() instanceof CodeableConcept)
                .map(characteristic -> characteristic.getValueCodeableConcept())
                .filter(other -> other.getExtensionByUrl(LIFETIME_FACTOR) != null)
                .forEach(other -> codings(List.of(other), Drug.SYSTEM)
                        .forEach(code -> factors.put(
                                code.getCode(),
                                ((DecimalType) other.getExtensionByUrl(LIFETIME_FACTOR)
                                                .getValue())
                                        .getValue())));
        return factors;
    }

    private static List<String> antidotes(MedicationKnowledge knowledge) {
        return knowledge.getDrugCharacteristic().stream()
                .filter(characteristic -> is(characteristic.getType(), ANTIDOTE))
                .filter(characteristic -> characteristic.getValue() instanceof StringType)
                .map(characteristic -> characteristic.getValueStringType().getValue())
                .toList();
    }

    private static boolean is(CodeableConcept type, String code) {
        return codings(List.of(type), HANDLING).anyMatch(coding -> code.equals(coding.getCode()));
    }

    private static Stream<Coding> codings(List<CodeableConcept> concepts, String system) {
        return concepts.stream()
                .flatMap(concept -> concept.getCoding().stream())
                .filter(coding -> system.equals(coding.getSystem()));
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept().addCoding(new Coding().setSystem(system).setCode(code));
    }
}
