package parley.style;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall.Predicates;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import parley.agent.model.LanguageModel;

/** The arrows between packages hold, and the rules of the domain know nothing of the world around them. */
@AnalyzeClasses(packages = "parley", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] PURE = {
        "parley.entity",
        "parley.money",
        "parley.identity",
        "parley.presence",
        "parley.space",
        "parley.space.floor",
        "parley.space.view",
        "parley.space.reader",
        "parley.ledger",
        "parley.agent",
        "parley.agent.run",
        "parley.agent.context"
    };

    /** What keeps its thread waiting, by type. */
    private static final Map<Class<?>, Set<String>> WAITING = Map.of(
            Future.class, Set.of("get", "join"),
            Thread.class, Set.of("sleep", "join"),
            Object.class, Set.of("wait"),
            CountDownLatch.class, Set.of("await"),
            Semaphore.class, Set.of("acquire"),
            BlockingQueue.class, Set.of("take", "put"),
            ExecutorService.class, Set.of("invokeAll", "invokeAny", "awaitTermination"),
            java.net.http.HttpClient.class, Set.of("send"));

    /** Those who run on a thread of their own: the main thread, a virtual one, or one of a pool that belongs to a store. */
    private static final DescribedPredicate<JavaClass> HAS_ITS_OWN_THREAD = resideInAnyPackage(
                    "parley.deploy..", "parley.agent.model..", "parley.persistence..")
            .or(named("parley.gateway.rest.Call"))
            .or(named("parley.agent.actor.Patience"))
            .or(named("parley.agent.actor.ModelCall"))
            .or(named("parley.agent.actor.Reservation"));

    /** Those whose tables are bounded: by open turns, by the limits on sockets, by what is open, else by a number of their own. */
    private static final DescribedPredicate<JavaClass> KNOWN_TABLE = named("parley.agent.actor.RunWorkers")
            .or(named("parley.gateway.rt.OpenSockets"))
            .or(named("parley.gateway.rt.Streams"))
            .or(named("parley.gateway.access.Sessions"))
            .or(named("parley.gateway.access.TokenBuckets"))
            .or(named("parley.gateway.net.WebSockets"))
            .or(named("parley.gateway.web.WebPages"));

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
    static final ArchRule packagesFormNoCycles =
            slices().assignedFrom(new Packages()).should().beFreeOfCycles();

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
            .callMethodWhere(Predicates.target(With.<JavaClass>owner(assignableTo(LanguageModel.class))));

    @ArchTest
    @ArchTag("W39")
    static final ArchRule whoServesManyWaitsForNobody =
            noClasses().that(not(HAS_ITS_OWN_THREAD)).should().accessTargetWhere(waits());

    @ArchTest
    @ArchTag("G2")
    static final ArchRule tablesThatThreadsShareAreKnown = noClasses()
            .that(not(KNOWN_TABLE))
            .should()
            .callConstructor(ConcurrentHashMap.class)
            .orShould()
            .callMethod(Caffeine.class, "newBuilder");

    @ArchTest
    static final ArchRule noRoomForLooseEnds =
            noClasses().should().resideInAnyPackage("..common..", "..util..", "..helper..", "..impl..");

    private static DescribedPredicate<JavaClass> named(String name) {
        return describe(
                name, type -> type.getName().equals(name) || type.getName().startsWith(name + "$"));
    }

    private static DescribedPredicate<JavaAccess<?>> waits() {
        return describe(
                "keeps its thread waiting",
                access -> WAITING.entrySet().stream()
                        .anyMatch(waiting -> access.getTargetOwner().isAssignableTo(waiting.getKey())
                                && waiting.getValue()
                                        .contains(access.getTarget().getName())));
    }

    /** Every package by itself, but for a space and its floor: a space is ruled by its floor, which rules in the words of the space. */
    private static final class Packages implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            var name = type.getPackageName();
            return SliceIdentifier.of(name.equals("parley.space.floor") ? "parley.space" : name);
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
