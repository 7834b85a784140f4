package org.chemoloop.fhir;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "org.chemoloop.fhir", importOptions = ImportOption.DoNotIncludeTests.class)
class StructureTest {

    @ArchTest
    static final ArchRule theLoopKnowsNoFramework = noClasses()
            .that()
            .resideInAPackage("org.chemoloop.fhir.loop..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "jakarta.persistence..",
                    "ca.uhn.fhir.jpa..",
                    "ca.uhn.fhir.rest..",
                    "ca.uhn.fhir.interceptor..");

    @ArchTest
    static final ArchRule theLoopKnowsNoOtherRoom = classes()
            .that()
            .resideInAPackage("org.chemoloop.fhir.loop..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages(
                    "org.chemoloop.fhir.access..",
                    "org.chemoloop.fhir.catalogue..",
                    "org.chemoloop.fhir.order..",
                    "org.chemoloop.fhir.outbox..",
                    "org.chemoloop.fhir.round..",
                    "org.chemoloop.fhir.scan..",
                    "org.chemoloop.fhir.server..",
                    "org.chemoloop.fhir.timeline..",
                    "org.chemoloop.fhir.visit..");

    @ArchTest
    static final ArchRule onlyTheServerPackageConfiguresHapi = noClasses()
            .that()
            .resideOutsideOfPackage("org.chemoloop.fhir.server..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("ca.uhn.fhir.rest.server.RestfulServer")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("ca.uhn.fhir.jpa.api.config.JpaStorageSettings")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("ca.uhn.fhir.jpa.config..");

    @ArchTest
    static void everyPackageSaysWhatMayBeNull(JavaClasses classes) {
        assertThat(classes.getPackage("org.chemoloop.fhir").getSubpackagesInTree())
                .filteredOn(room -> !room.getClasses().isEmpty())
                .allSatisfy(room -> assertThat(room.isAnnotatedWith(NullMarked.class))
                        .as(room.getName())
                        .isTrue());
    }
}
