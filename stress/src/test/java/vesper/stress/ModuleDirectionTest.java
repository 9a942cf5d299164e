package vesper.stress;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vesper.metal.Assembly;

/** Who may see whom. Here because only this module sees all. */
class ModuleDirectionTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("vesper");

    @ParameterizedTest
    @CsvSource({
        "vesper.bus.., ''",
        "vesper.isa.., ''",
        "vesper.hart.., vesper.bus.. vesper.isa..",
        "vesper.device.., vesper.bus..",
        "vesper.machine.., vesper.bus.. vesper.isa.. vesper.hart.. vesper.device..",
        "vesper.boot.., vesper.bus.. vesper.isa.. vesper.hart.. vesper.device.. vesper.machine.. vesper.disk..",
        "vesper.disk.., ''",
        "vesper.metal.., ''",
        "vesper.aot.., vesper.isa.. vesper.metal.."
    })
    void aPackageSeesOnlyWhatItMay(String of, String allowed) {
        List<String> seen = allowed.isEmpty() ? List.of(of) : List.of((of + " " + allowed).split(" "));
        classes()
                .that()
                .resideInAPackage(of)
                .should()
                .onlyDependOnClassesThat(outsideTheProjectOrIn(seen))
                .check(ALL);
    }

    /** What becomes part of the image stands on {@code metal} alone; what assembles at build time has the assembler too. */
    @Test
    void theKernelSeesOnlyMetal() {
        classes()
                .that()
                .resideInAPackage("vesper.kernel..")
                .and()
                .areNotAnnotatedWith(Assembly.class)
                .should()
                .onlyDependOnClassesThat(outsideTheProjectOrIn(List.of("vesper.kernel..", "vesper.metal")))
                .check(ALL);
        classes()
                .that()
                .areAnnotatedWith(Assembly.class)
                .and()
                .resideInAPackage("vesper.kernel..")
                .should()
                .onlyDependOnClassesThat(
                        outsideTheProjectOrIn(List.of("vesper.kernel..", "vesper.metal", "vesper.isa")))
                .check(ALL);
    }

    /** What {@code vesper.hart} takes and gives is named in its lowest packages; nothing else of them is for others. */
    @Test
    void ofTheHartsOthersSeeOnlyHartAndItsWords() {
        List<String> words = List.of(
                "Acceleration",
                "Cause",
                "FaultHandler",
                "HartFault",
                "HartStats",
                "Interrupt",
                "RegionExit",
                "Translation",
                "TranslationStats");
        noClasses()
                .that()
                .resideInAnyPackage("vesper.machine..", "vesper.boot..", "vesper.stress..")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("vesper.hart.*..")
                        .and(DescribedPredicate.not(DescribedPredicate.describe(
                                "are words of the harts'",
                                type -> type.getPackageName().equals("vesper.hart.state")
                                        && words.contains(type.getSimpleName())))))
                .check(ALL);
    }

    @Test
    void nobodyElseWritesAHartsFields() {
        noClasses()
                .that()
                .resideOutsideOfPackage("vesper.hart..")
                .should()
                .setFieldWhere(DescribedPredicate.describe(
                        "it is a hart's",
                        access -> access.getTargetOwner().getPackageName().startsWith("vesper.hart")))
                .check(ALL);
    }

    private static DescribedPredicate<JavaClass> outsideTheProjectOrIn(List<String> packages) {
        return DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("vesper.."))
                .or(JavaClass.Predicates.resideInAnyPackage(packages.toArray(String[]::new)))
                .as("lie in " + packages);
    }

    @Test
    void oneDeviceKnowsNoOther() {
        slices().matching("vesper.device.(*)..").should().notDependOnEachOther().check(ALL);
    }

    @Test
    void nothingSeesStress() {
        noClasses()
                .that()
                .resideOutsideOfPackage("vesper.stress..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("vesper.stress..")
                .check(ALL);
    }

    /** Else the rules above would hold of nothing. */
    @ParameterizedTest
    @CsvSource({
        "vesper.bus.Bus",
        "vesper.isa.Assembler",
        "vesper.hart.interpret.Interpreter",
        "vesper.device.plic.Plic",
        "vesper.machine.Machine",
        "vesper.boot.Main",
        "vesper.disk.MinixImage",
        "vesper.metal.Addr",
        "vesper.aot.Compiler",
        "vesper.kernel.Kernel"
    })
    void everyModuleIsLookedAt(String name) {
        assertTrue(ALL.contain(name));
    }

    /**
     * The address of RAM on the host has one owner (and Agrona's rings have theirs). A cell's accesses stay on the heap,
     * within arrays whose length they fit.
     */
    @Test
    void onlyRamReachesBehindTheHeap() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("vesper.bus.PhysicalMemory")
                .and()
                .doNotHaveFullyQualifiedName("vesper.bus.DirectPages")
                .and()
                .doNotHaveFullyQualifiedName("vesper.bus.DirectAccess")
                .and()
                .doNotHaveFullyQualifiedName("vesper.hart.code.Cell")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.internal..")
                .check(ALL);
    }

    /** It has accesses that check nothing, for translated code, which looks up the way first and names it by strings. */
    @Test
    void nobodyButTranslatedCodeUsesItsAccesses() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("vesper.hart.translate.RegionSupport")
                .and()
                .haveNameNotMatching("vesper\\.bus\\.DirectAccess(\\$NoWay)?")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("vesper.bus.DirectAccess")
                .check(ALL);
    }
}
