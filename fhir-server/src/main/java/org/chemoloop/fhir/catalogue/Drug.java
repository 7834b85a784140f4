package org.chemoloop.fhir.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Reference;

/**
 * One drug of the catalogue.
 *
 * @param code in {@code cs/hospital-drug}
 * @param tier empty for what is no antitumor drug
 * @param diluents codes of the only diluents it may go in; empty when any will do
 */
public record Drug(String code, String name, Set<Handling> handling, Optional<Tier> tier, List<String> diluents) {

    public static final String SYSTEM = "https://chemoloop.org/fhir/CodeSystem/hospital-drug";
    private static final String HANDLING = "https://chemoloop.org/fhir/CodeSystem/drug-handling";
    private static final String TIER = "https://chemoloop.org/fhir/CodeSystem/antitumor-tier";
    private static final String ALLOWED_DILUENT = "allowed-diluent";

    public static Drug named(String code, String name) {
        return new Drug(code, name, Set.of(), Optional.empty(), List.of());
    }

    public Drug needs(Handling... what) {
        return new Drug(code, name, Arrays.stream(what).collect(Collectors.toUnmodifiableSet()), tier, diluents);
    }

    public Drug of(Tier tierOfDrug) {
        return new Drug(code, name, handling, Optional.of(tierOfDrug), diluents);
    }

    public Drug onlyIn(List<String> codes) {
        return new Drug(code, name, handling, tier, codes);
    }

    public boolean isCytotoxic() {
        return handling.contains(Handling.CYTOTOXIC);
    }

    public boolean isDiluent() {
        return handling.contains(Handling.DILUENT);
    }

    /** Whether this drug may go in that diluent. */
    public boolean mayGoIn(String diluent) {
        return diluents.isEmpty() || diluents.contains(diluent);
    }

    /** How the catalogue keeps it. */
    public MedicationKnowledge knowledge() {
        var knowledge = new MedicationKnowledge();
        knowledge.setId(idOf(code));
        knowledge.setStatus(MedicationKnowledge.MedicationKnowledgeStatus.ACTIVE);
        knowledge.getCode().setText(name).addCoding(new Coding(SYSTEM, code, name));
        handling.stream().sorted().forEach(what -> knowledge.addProductType(concept(HANDLING, what.code())));
        tier.ifPresent(level -> knowledge
                .addMedicineClassification()
                .setType(new CodeableConcept().setText("抗肿瘤药物分级"))
                .addClassification(concept(TIER, level.code())));
        if (!diluents.isEmpty()) {
            var allowed = knowledge.addRelatedMedicationKnowledge().setType(concept(HANDLING, ALLOWED_DILUENT));
            diluents.forEach(diluent -> allowed.addReference(new Reference("MedicationKnowledge/" + idOf(diluent))));
        }
        return knowledge;
    }

    static Drug of(MedicationKnowledge knowledge) {
        Coding coding =
                codings(List.of(knowledge.getCode()), SYSTEM).findFirst().orElseThrow();
        Set<Handling> handling = codings(knowledge.getProductType(), HANDLING)
                .flatMap(what -> Handling.ofCode(what.getCode()).stream())
                .collect(Collectors.toUnmodifiableSet());
        Optional<Tier> tier = knowledge.getMedicineClassification().stream()
                .flatMap(classification -> codings(classification.getClassification(), TIER))
                .flatMap(level -> Tier.ofCode(level.getCode()).stream())
                .findFirst();
        List<String> diluents = knowledge.getRelatedMedicationKnowledge().stream()
                .filter(related -> codings(List.of(related.getType()), HANDLING)
                        .anyMatch(type -> ALLOWED_DILUENT.equals(type.getCode())))
                .flatMap(related -> related.getReference().stream())
                .map(reference -> reference.getReferenceElement().getIdPart().substring("drug-".length()))
                .toList();
        return new Drug(coding.getCode(), knowledge.getCode().getText(), handling, tier, diluents);
    }

    static String idOf(String code) {
        return "drug-" + code;
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
