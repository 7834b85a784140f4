package org.chemoloop.label;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.chemoloop.label", importOptions = DoNotIncludeTests.class)
class StructureTest {

    @ArchTest
    static final ArchRule the_layout_knows_no_framework_no_font_and_no_printer = noClasses()
            .that()
            .resideInAnyPackage("..layout..", "..code..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("java..", "org.jspecify..", "org.chemoloop.label.layout..", "..label.code..")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.awt..", "java.net..", "java.io..");

    @ArchTest
    static final ArchRule only_barcode_knows_zxing = noClasses()
            .that()
            .resideOutsideOfPackage("..barcode..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.zxing..");

    @ArchTest
    static final ArchRule drawing_needs_no_native_part_of_java2d = noClasses()
            .should()
            .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                    "java.awt but for geometry",
                    type -> type.getPackageName().startsWith("java.awt")
                            && !type.getPackageName().equals("java.awt.geom")
                            && !type.getName().equals("java.awt.Shape")))
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("javax.imageio..");

    @ArchTest
    static final ArchRule only_rest_and_service_know_quarkus = noClasses()
            .that()
            .resideOutsideOfPackages("..rest..", "..service..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "org.eclipse.microprofile..");

    @ArchTest
    static final ArchRule looking_up_knows_no_printing = noClasses()
            .that()
            .resideInAPackage("..chart..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..render..", "..printer..", "..typeface..", "..barcode..");

    @ArchTest
    static final ArchRule a_template_knows_no_drug_no_font_and_no_printer = noClasses()
            .that()
            .resideInAPackage("..template..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..content..", "..chart..", "..render..", "..printer..", "..typeface..", "..barcode..");
}
