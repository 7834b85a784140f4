package org.chemoloop.fhir.demo;

import java.util.List;
import org.chemoloop.fhir.catalogue.Drug;
import org.chemoloop.fhir.catalogue.Handling;
import org.chemoloop.fhir.catalogue.Tier;
import org.hl7.fhir.r4.model.MedicationKnowledge;

/** The drug list of the example hospital. An example for software, not medical advice. */
final class DemoCatalogue {

    private static final List<String> SALT_OR_GLUCOSE = List.of("NS250", "NS500", "G5500");
    private static final List<String> GLUCOSE_ONLY = List.of("G5500");

    private DemoCatalogue() {}

    // spotless:off
    static List<MedicationKnowledge> drugs() {
        return List.of(
                Drug.named("NS250", "0.9%氯化钠注射液 250ml").needs(Handling.DILUENT),
                Drug.named("NS500", "0.9%氯化钠注射液 500ml").needs(Handling.DILUENT),
                Drug.named("G5500", "5%葡萄糖注射液 500ml").needs(Handling.DILUENT),
                Drug.named("CARBO150", "卡铂注射液 150mg").needs(Handling.CYTOTOXIC, Handling.IRRITANT, Handling.LIGHT_PROTECT)
                        .of(Tier.ORDINARY).onlyIn(SALT_OR_GLUCOSE),
                Drug.named("PACLI30", "紫杉醇注射液 30mg").needs(Handling.CYTOTOXIC, Handling.VESICANT, Handling.NON_PVC, Handling.FILTER_0_2)
                        .of(Tier.ORDINARY).onlyIn(SALT_OR_GLUCOSE),
                Drug.named("OXALI50", "注射用奥沙利铂 50mg").needs(Handling.CYTOTOXIC, Handling.IRRITANT)
                        .of(Tier.ORDINARY).onlyIn(GLUCOSE_ONLY),
                Drug.named("RITUX100", "利妥昔单抗注射液 100mg").needs(Handling.REFRIGERATE)
                        .of(Tier.RESTRICTED).onlyIn(SALT_OR_GLUCOSE),
                Drug.named("DEX5", "地塞米松磷酸钠注射液 5mg"),
                Drug.named("ONDAN8", "盐酸昂丹司琼注射液 8mg"))
            .stream().map(Drug::knowledge).toList();
    }
    // spotless:on
}
