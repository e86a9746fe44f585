package org.scapula.test;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.bePublic;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import java.util.List;
import java.util.stream.Stream;

/// The rules of the house that a machine can check. Each is a sentence; the list is the specification.
public final class HouseRules {

    private HouseRules() {}

    public static void holdIn(String basePackage) {
        var production = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(basePackage);
        if (production.isEmpty()) {
            throw new AssertionError("No classes under " + basePackage + ": the rules would hold of nothing");
        }
        all(basePackage).forEach(rule -> check(rule, production));
    }

    private static void check(ArchRule rule, JavaClasses production) {
        rule.allowEmptyShould(true).check(production);
    }

    private static List<ArchRule> all(String basePackage) {
        return List.of(
                endpointMethodsArePublic(),
                endpointsSayWhoMayCallThem(),
                storesStayInTheirPackage(),
                sessionsAreOpenedByStoresOnly(),
                rulesKnowNothingOfTimeThreadsOrTables(),
                nobodyBlocks(),
                nobodyWritesFlatMap(),
                rowsAreNotReadInParallel(),
                packagesHaveNoCycles(basePackage),
                namesSayWhatThingsAre(),
                packagesAreFeatures(),
                dependenciesComeThroughTheConstructor(),
                timeComesIn(),
                nothingIsPrinted());
    }

    /// Quarkus REST ignores an endpoint method that is not public, with only a warning.
    private static ArchRule endpointMethodsArePublic() {
        return methods()
                .that()
                .areAnnotatedWith(GET.class)
                .or()
                .areAnnotatedWith(POST.class)
                .or()
                .areAnnotatedWith(PUT.class)
                .or()
                .areAnnotatedWith(PATCH.class)
                .or()
                .areAnnotatedWith(DELETE.class)
                .and()
                .areDeclaredInClassesThat()
                .areNotInterfaces()
                .should(bePublic())
                .as("endpoint methods are public");
    }

    /// An endpoint without a rule would be denied to all; one whose rule was forgotten should not get that far.
    private static ArchRule endpointsSayWhoMayCallThem() {
        return methods()
                .that(areEndpoints())
                .should(sayWhoMayCallThem())
                .as(
                        "every endpoint says who may call it: @RolesAllowed, @Authenticated or @PermitAll, on the method itself");
    }

    private static DescribedPredicate<JavaMethod> areEndpoints() {
        return DescribedPredicate.describe(
                "are endpoints",
                method -> !method.getOwner().isInterface()
                        && Stream.of(GET.class, POST.class, PUT.class, PATCH.class, DELETE.class)
                                .anyMatch(method::isAnnotatedWith));
    }

    private static ArchCondition<JavaMethod> sayWhoMayCallThem() {
        return new ArchCondition<>("say who may call them") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                var rules = Stream.of(
                                "jakarta.annotation.security.RolesAllowed",
                                "jakarta.annotation.security.PermitAll",
                                "io.quarkus.security.Authenticated")
                        .filter(method::isAnnotatedWith)
                        .count();
                if (rules != 1) {
                    events.add(SimpleConditionEvent.violated(
                            method, method.getFullName() + " has " + rules + " rules of who may call it, not one"));
                }
            }
        };
    }

    private static ArchRule storesStayInTheirPackage() {
        return classes()
                .that()
                .areAssignableTo(nameMatching("io\\.quarkus\\.hibernate\\.reactive\\.panache\\..*"))
                .or()
                .areAnnotatedWith(nameMatchingType("jakarta.persistence.Entity"))
                .should()
                .bePackagePrivate()
                .as("stores and rows are package-private");
    }

    private static ArchRule sessionsAreOpenedByStoresOnly() {
        return noClasses()
                .that()
                .areNotAssignableTo(nameMatching("io\\.quarkus\\.hibernate\\.reactive\\.panache\\..*"))
                .should()
                .dependOnClassesThat()
                .haveNameMatching("io\\.quarkus\\.hibernate\\.reactive\\.panache\\.common\\.With.*")
                .as("only stores open sessions and transactions, so none is held while a neighbour is asked");
    }

    private static ArchRule rulesKnowNothingOfTimeThreadsOrTables() {
        return noClasses()
                .that()
                .resideInAnyPackage("org.scapula.triage.rules..", "org.scapula.planner.week..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..",
                        "io.smallrye..",
                        "io.vertx..",
                        "jakarta..",
                        "org.hibernate..",
                        "org.eclipse.microprofile..",
                        "org.scapula.edge..")
                .as("decisions know nothing of time, threads or tables");
    }

    private static ArchRule nobodyBlocks() {
        return noClasses()
                .should()
                .callMethodWhere(target(name("await")).and(target(owner(resideInAPackage("io.smallrye.mutiny..")))))
                .orShould()
                .callMethodWhere(target(name("sleep")).and(target(owner(nameOf("java.lang.Thread")))))
                .orShould()
                .callMethodWhere(target(nameMatching("get|join"))
                        .and(target(owner(nameOf("java.util.concurrent.CompletableFuture")))))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.smallrye.common.annotation.Blocking")
                .as("nobody blocks an event loop");
    }

    private static ArchRule nobodyWritesFlatMap() {
        return noClasses()
                .should()
                .callMethodWhere(target(name("flatMap")).and(target(owner(resideInAPackage("io.smallrye.mutiny..")))))
                .as("flatMap is written chain");
    }

    /// A session is not for concurrent use; Uni.combine and Uni.join are for neighbours.
    private static ArchRule rowsAreNotReadInParallel() {
        return noClasses()
                .that()
                .areAssignableTo(nameMatching("io\\.quarkus\\.hibernate\\.reactive\\.panache\\..*"))
                .should()
                .callMethodWhere(
                        target(nameMatching("combine|join")).and(target(owner(nameOf("io.smallrye.mutiny.Uni")))))
                .as("rows are read one after another");
    }

    private static ArchRule packagesHaveNoCycles(String basePackage) {
        return slices().matching(basePackage + ".(*)..").should().beFreeOfCycles();
    }

    private static ArchRule namesSayWhatThingsAre() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Impl|Service|Manager|Helper|Utils?|Dto|Handler|Processor)(\\$.*)?")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .as("no Impl, Service, Manager, Helper, Util, Dto, Handler, Processor or Abstract");
    }

    private static ArchRule packagesAreFeatures() {
        return noClasses()
                .should()
                .resideInAnyPackage(
                        "..service..", "..mapper..", "..util..", "..config..", "..exception..", "..dto..", "..common..")
                .as("packages are features, not layers");
    }

    private static ArchRule dependenciesComeThroughTheConstructor() {
        return fields().should()
                .notBeAnnotatedWith(nameMatchingType("jakarta.inject.Inject"))
                .as("no field injection");
    }

    private static ArchRule timeComesIn() {
        return noClasses()
                .should()
                .callMethodWhere(isNowWithoutClock())
                .as("the time comes from a Clock or as a parameter");
    }

    private static DescribedPredicate<JavaCall<?>> isNowWithoutClock() {
        return DescribedPredicate.describe(
                "a now() of java.time without a clock",
                call -> call.getTarget().getName().equals("now")
                        && call.getTarget().getOwner().getPackageName().equals("java.time")
                        && call.getTarget().getRawParameterTypes().stream()
                                .noneMatch(type -> type.getName().equals("java.time.Clock")));
    }

    private static ArchRule nothingIsPrinted() {
        return noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .as("nothing is printed to the console");
    }

    private static DescribedPredicate<JavaClass> nameOf(String type) {
        return DescribedPredicate.describe(
                "is " + type, type_ -> type_.getName().equals(type));
    }

    private static DescribedPredicate<JavaAnnotation<?>> nameMatchingType(String type) {
        return DescribedPredicate.describe(
                "@" + type, annotation -> annotation.getRawType().getName().equals(type));
    }
}
