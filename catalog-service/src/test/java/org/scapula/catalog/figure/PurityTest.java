package org.scapula.catalog.figure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// Whoever draws knows nothing of time, threads, tables or the web.
class PurityTest {

    @Test
    void figuresDependOnTheJdkAndAReaderOfJsonOnly() {
        var production = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.scapula.catalog.figure");

        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.scapula.catalog.figure..",
                        "java.lang..",
                        "java.util..",
                        "com.fasterxml.jackson.core..",
                        "com.fasterxml.jackson.databind..")
                .check(production);
    }
}
