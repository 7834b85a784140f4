package org.chemoloop.fhir.order.rule;

import java.util.List;
import org.chemoloop.fhir.catalogue.Drug;
import org.chemoloop.fhir.catalogue.Handling;
import org.chemoloop.fhir.catalogue.Limit;
import org.chemoloop.fhir.catalogue.Tier;

/** Drugs for the tests of the rules of an order. */
final class ExampleDrugs {

    static final Drug SALT =
            Drug.named("NS250", "0.9%氯化钠注射液 250ml").needs(Handling.DILUENT).build();
    static final Drug GLUCOSE =
            Drug.named("G5500", "5%葡萄糖注射液 500ml").needs(Handling.DILUENT).build();
    static final Drug CARBOPLATIN = Drug.named("CARBO150", "卡铂注射液 150mg")
            .needs(Handling.CYTOTOXIC)
            .of(Tier.ORDINARY)
            .with(Limit.HIGH_DOSE, "900")
            .build();
    static final Drug RITUXIMAB =
            Drug.named("RITUX100", "利妥昔单抗注射液 100mg").of(Tier.RESTRICTED).build();
    static final Drug OXALIPLATIN = Drug.named("OXALI50", "注射用奥沙利铂 50mg")
            .needs(Handling.CYTOTOXIC)
            .onlyIn(List.of("G5500"))
            .neverWith("FU500")
            .with(Limit.CYCLE, "14")
            .build();
    static final Drug FLUOROURACIL =
            Drug.named("FU500", "氟尿嘧啶注射液 0.5g").needs(Handling.CYTOTOXIC).build();
    static final Drug GEMCITABINE = Drug.named("GEMCI1", "注射用盐酸吉西他滨 1g")
            .needs(Handling.CYTOTOXIC)
            .with(Limit.CYCLE, "21")
            .onDays(1, 8)
            .build();
    static final Drug DEXAMETHASONE = Drug.named("DEX5", "地塞米松磷酸钠注射液 5mg").build();
    static final Drug PACLITAXEL = Drug.named("PACLI30", "紫杉醇注射液 30mg")
            .needs(Handling.CYTOTOXIC)
            .after("DEX5")
            .with(Limit.MIN_CONCENTRATION, "0.3")
            .with(Limit.MAX_CONCENTRATION, "1.2")
            .build();
    static final Drug VINCRISTINE = Drug.named("VINCR1", "注射用硫酸长春新碱 1mg")
            .needs(Handling.CYTOTOXIC, Handling.MINI_BAG_ONLY)
            .neverBy("IT")
            .with(Limit.HIGH_DOSE, "2")
            .with(Limit.NEVER_DOSE, "4")
            .build();
    static final Drug DOXORUBICIN = Drug.named("DOXO10", "注射用盐酸多柔比星 10mg")
            .needs(Handling.CYTOTOXIC)
            .with(Limit.HIGH_DOSE_PER_AREA, "75")
            .with(Limit.LIFETIME_DOSE_PER_AREA, "450")
            .counting("EPIRU10", "0.5")
            .build();
    static final Drug EPIRUBICIN =
            Drug.named("EPIRU10", "注射用盐酸表柔比星 10mg").needs(Handling.CYTOTOXIC).build();

    private ExampleDrugs() {}
}
