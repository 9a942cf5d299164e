package vesper.hart;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vesper.hart.planted.UpwardReference;

/** The rooms of {@code vesper.hart}, from the bottom up: none sees one above it. */
class LayersTest {
    private static final List<String> BOTTOM_UP = List.of(
            "vesper.isa..",
            "vesper.hart.fp",
            "vesper.hart.code",
            "vesper.hart.state",
            "vesper.hart.memory",
            "vesper.hart.fetch",
            "vesper.hart.execute",
            "vesper.hart.region",
            "vesper.hart.translate",
            "vesper.hart.interpret",
            "vesper.hart");

    private static final JavaClasses HARTS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("vesper.isa", "vesper.hart");

    private static void check(List<String> bottomUp, JavaClasses classes) {
        for (int i = 0; i + 1 < bottomUp.size(); i++) {
            String[] above = bottomUp.subList(i + 1, bottomUp.size()).toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(bottomUp.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above)
                    .check(classes);
        }
    }

    @Test
    void noPackageSeesOneAboveIt() {
        check(BOTTOM_UP, HARTS);
    }

    @Test
    void everyPackageHasItsPlace() {
        TreeSet<String> places = new TreeSet<>(BOTTOM_UP);
        places.remove("vesper.isa..");
        TreeSet<String> packages = new TreeSet<>();
        for (JavaClass each : HARTS) {
            if (each.getPackageName().startsWith("vesper.hart")) {
                packages.add(each.getPackageName());
            }
        }
        assertEquals(places, packages);
    }

    @Test
    void packagesOfHartsMakeNoCircle() {
        slices().matching("vesper.(**)").should().beFreeOfCycles().check(HARTS);
    }

    /** Else the rules would hold of anything. */
    @Test
    void aPlantedUpwardReferenceFails() {
        JavaClasses planted = new ClassFileImporter().importClasses(UpwardReference.class, Hart.class);
        List<String> plantedLow = List.of("vesper.hart.planted", "vesper.hart");
        AssertionError found = assertThrows(AssertionError.class, () -> check(plantedLow, planted));
        assertTrue(String.valueOf(found.getMessage()).contains("UpwardReference"));
        assertDoesNotThrow(() -> check(List.of("vesper.hart", "vesper.hart.planted"), planted));
    }
}
