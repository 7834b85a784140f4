package org.chemoloop.fhir.order;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chemoloop.fhir.catalogue.Drug;
import org.chemoloop.fhir.catalogue.DrugCatalogue;
import org.chemoloop.fhir.catalogue.Tier;
import org.chemoloop.fhir.loop.LoopIssue;
import org.chemoloop.fhir.order.Prescribers.Prescriber;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Medication.MedicationIngredientComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.springframework.stereotype.Component;

/** What is checked of an order before anybody sees it (domain.md §4.1: O2, O11); the rest is the pharmacist's. */
@Component
class OrderRules {

    private final DrugCatalogue catalogue;
    private final Prescribers prescribers;

    OrderRules(DrugCatalogue catalogue, Prescribers prescribers) {
        this.catalogue = catalogue;
        this.prescribers = prescribers;
    }

    /** What is wrong with one line alone. */
    List<Remark> judge(PrescriptionLine line, Chart chart) {
        List<Remark> remarks = new ArrayList<>();
        Optional<Prescriber> prescriber = prescribers.find(line.resource().getRequester(), chart);
        Set<String> unknown = new LinkedHashSet<>();
        for (CodeableConcept concept : drugs(line)) {
            Optional<Drug> drug = known(concept);
            if (drug.isEmpty()) {
                unknown.add(Terms.name(concept));
            }
            drug.flatMap(Drug::tier)
                    .flatMap(tier -> privilege(prescriber, tier, Terms.name(concept)))
                    .ifPresent(remarks::add);
        }
        if (prescriber.isEmpty()) {
            remarks.add(Remark.flag(
                    LoopIssue.UNKNOWN_PRESCRIBER,
                    "系统中没有该开方医生，请药师核对",
                    "The prescriber is not known here: a pharmacist will look at it"));
        }
        if (!unknown.isEmpty()) {
            remarks.add(Remark.flag(
                    LoopIssue.UNKNOWN_DRUG,
                    "药品目录中没有：" + String.join("、", unknown),
                    "Not in the drug catalogue: " + String.join(", ", unknown)));
        }
        units(line).ifPresent(remarks::add);
        return remarks;
    }

    /** What is wrong with what would be mixed in one bag. */
    List<Remark> judge(List<MedicationIngredientComponent> bag) {
        List<Remark> remarks = new ArrayList<>();
        List<Drug> drugs = bag.stream()
                .flatMap(ingredient -> known(ingredient.getItemCodeableConcept()).stream())
                .toList();
        for (Drug drug : drugs) {
            for (Drug diluent : drugs) {
                if (diluent.isDiluent() && !drug.isDiluent() && !drug.mayGoIn(diluent.code())) {
                    remarks.add(Remark.refusal(
                            LoopIssue.INCOMPATIBLE_DILUENT,
                            drug.name() + "不能用" + diluent.name() + "配制",
                            drug.code() + " must not be diluted in " + diluent.code()));
                }
            }
        }
        return remarks;
    }

    /** The drug of a catalogue line that only dilutes. */
    boolean isDiluent(CodeableConcept drug) {
        return known(drug).map(Drug::isDiluent).orElse(false);
    }

    Optional<Prescriber> prescriber(PrescriptionLine line, Chart chart) {
        return prescribers.find(line.resource().getRequester(), chart);
    }

    private static Optional<Remark> privilege(Optional<Prescriber> prescriber, Tier tier, String drug) {
        // A prescriber whom nobody knows is flagged, not refused: the site may not keep its doctors here.
        return prescriber
                .filter(doctor -> !doctor.mayPrescribe(tier))
                .map(doctor -> Remark.refusal(
                        LoopIssue.NOT_PRIVILEGED,
                        "开方医生没有“" + drug + "”的处方权限（" + (tier == Tier.RESTRICTED ? "限制使用级" : "普通使用级") + "）",
                        "The prescriber has no privilege for the tier \"" + tier.code() + "\" of this drug"));
    }

    private static List<CodeableConcept> drugs(PrescriptionLine line) {
        List<CodeableConcept> drugs = new ArrayList<>();
        if (!line.drug().isEmpty()) {
            drugs.add(line.drug());
        }
        if (line.hasComponents()) {
            line.components().forEach(component -> drugs.add(component.getItemCodeableConcept()));
        }
        Set<String> seen = new LinkedHashSet<>();
        return drugs.stream()
                .filter(drug -> seen.add(drug.getCodingFirstRep().getCode() + "|" + drug.getText()))
                .toList();
    }

    private Optional<Drug> known(CodeableConcept concept) {
        return concept.getCoding().stream()
                .filter(coding -> Drug.SYSTEM.equals(coding.getSystem()) && coding.hasCode())
                .map(Coding::getCode)
                .flatMap(code -> catalogue.find(code).stream())
                .findFirst();
    }

    private static Optional<Remark> units(PrescriptionLine line) {
        Set<String> units = new LinkedHashSet<>();
        Stream<Quantity> amounts = Stream.concat(
                line.components().stream()
                        .map(component -> component.getStrength().getNumerator()),
                line.resource().getDosageInstruction().stream()
                        .flatMap(dosage -> dosage.getDoseAndRate().stream())
                        .flatMap(dose -> Stream.of(
                                dose.hasDoseQuantity() ? dose.getDoseQuantity() : new Quantity(),
                                dose.hasRateQuantity() ? dose.getRateQuantity() : new Quantity())));
        amounts.filter(amount -> amount.hasUnit() && !amount.hasCode()).forEach(amount -> units.add(amount.getUnit()));
        return units.isEmpty()
                ? Optional.empty()
                : Optional.of(Remark.flag(
                        LoopIssue.UNKNOWN_UNIT,
                        "单位无法识别，按原文保存：" + String.join("、", units),
                        "Unit without a UCUM code, kept as text: " + String.join(", ", units)));
    }
}
