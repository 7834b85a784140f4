package org.chemoloop.routes;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.chemoloop.routes.receive.CharacterSets;
import org.chemoloop.routes.translate.TranslateMain;
import org.jspecify.annotations.NullMarked;

/** The rooms and what each of them may know. */
@AnalyzeClasses(packages = "org.chemoloop.routes", importOptions = ImportOption.DoNotIncludeTests.class)
class StructureTest {

    @ArchTest
    static final ArchRule the_translation_knows_no_wire = noClasses()
            .that()
            .resideInAPackage("..translate..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.camel..", "jakarta.jms..", "java.net.http..", "org.springframework..", "java.sql..");

    @ArchTest
    static final ArchRule typed_hl7_structures_lose_drugs_and_only_check_what_we_send = noClasses()
            .that()
            .resideOutsideOfPackages("org.chemoloop.routes", "..conform..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ca.uhn.hl7v2..");

    @ArchTest
    static final ArchRule only_the_wiring_and_the_line_know_camel = noClasses()
            .that()
            .resideInAnyPackage("..receive..", "..answer..", "..submit..", "..recover..", "..announce..", "..conform..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule rooms_know_each_other_in_one_direction = slices().matching("org.chemoloop.routes.(*)..")
            .should()
            .beFreeOfCycles()
            // The translate command has no wire and no answers, only files: it decodes them like the reception does.
            .ignoreDependency(TranslateMain.class, CharacterSets.class)
            .ignoreDependency(TranslateMain.class, CharacterSets.Decoded.class);

    @ArchTest
    static final ArchRule null_is_declared_not_discovered = classes().should(resideInANullMarkedPackage());

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package that is @NullMarked") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        item,
                        item.getPackage().isAnnotatedWith(NullMarked.class),
                        item.getName() + " resides in " + item.getPackageName()));
            }
        };
    }
}
