package org.chemoloop.simulators;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.chemoloop", importOptions = DoNotIncludeTests.class)
class StructureTest {

    @ArchTest
    static final ArchRule the_simulators_know_nothing_of_the_system_but_its_protocols = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.chemoloop.fhir..",
                    "org.chemoloop.routes..",
                    "org.chemoloop.label..",
                    "ca.uhn..",
                    "org.springframework..");

    @ArchTest
    static final ArchRule the_wire_knows_nobody_who_uses_it = noClasses()
            .that()
            .resideInAPackage("..wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..his..", "..pivas..", "..pda..", "..day..");

    @ArchTest
    static final ArchRule a_counterpart_does_not_know_the_day = noClasses()
            .that()
            .resideInAnyPackage("..his..", "..pivas..", "..pda..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..day..");
}
