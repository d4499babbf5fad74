package parley.style;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import parley.agent.model.LanguageModel;

/** The arrows between packages hold, and the rules of the domain know nothing of the world around them. */
@AnalyzeClasses(packages = "parley", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] PURE = {
        "parley.entity",
        "parley.money",
        "parley.identity",
        "parley.space",
        "parley.space.floor",
        "parley.space.view",
        "parley.space.reader",
        "parley.ledger",
        "parley.agent",
        "parley.agent.run",
        "parley.agent.context"
    };

    @ArchTest
    static final ArchRule rulesKnowNoActorNoStoreNoWireAndNoVendor = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.pekko..",
                    "com.typesafe..",
                    "com.fasterxml..",
                    "dev.langchain4j..",
                    "java.sql..",
                    "java.net..",
                    "java.nio.file..");

    @ArchTest
    static final ArchRule rulesKnowNoClockAndNoChance = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, Random.class);

    @ArchTest
    static final ArchRule noPackageCycles =
            slices().matching("parley.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onePackageKnowsTheVendorsOfModels = noClasses()
            .that(not(resideInAnyPackage("parley.agent.model.langchain4j..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.langchain4j..");

    @ArchTest
    static final ArchRule oneModuleKnowsSql = noClasses()
            .that(not(resideInAnyPackage("parley.persistence..")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.h2..", "org.postgresql..", "slick..");

    @ArchTest
    static final ArchRule theWireKnowsNoStore = noClasses()
            .that()
            .resideInAPackage("parley.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("parley.persistence..");

    @ArchTest
    static final ArchRule modelsAreCalledByRunsAlone = noClasses()
            .that(not(resideInAnyPackage("parley.agent.actor..", "parley.agent.model..")))
            .should()
            .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                    com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.<
                                    com.tngtech.archunit.core.domain.JavaClass>owner(
                            com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(LanguageModel.class))));

    @ArchTest
    static final ArchRule noRoomForLooseEnds = noClasses()
            .should()
            .resideInAnyPackage("..common..", "..util..", "..helper..", "..impl..");

    @ArchTest
    static final ArchRule nobodySleeps =
            noClasses().that(not(resideInAnyPackage("parley.agent.model.."))).should().callMethod(Thread.class, "sleep", long.class);
}
