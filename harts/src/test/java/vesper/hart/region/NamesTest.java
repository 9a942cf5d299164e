package vesper.hart.region;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.constant.ClassDesc;
import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Generated code names classes by strings, which no compiler sees, nor a rule about packages. */
class NamesTest {
    private static List<ClassDesc> named() throws IllegalAccessException {
        List<ClassDesc> named = new ArrayList<>();
        for (Field field : Names.class.getDeclaredFields()) {
            if (field.getType() == ClassDesc.class) {
                named.add((ClassDesc) field.get(null));
            }
        }
        assertFalse(named.isEmpty());
        return named;
    }

    private static String binaryName(ClassDesc named) {
        return named.packageName() + "." + named.displayName();
    }

    @Test
    void everyClassThatIsNamedExists() throws IllegalAccessException {
        for (ClassDesc named : named()) {
            if (named.isClassOrInterface() && !named.equals(Names.ALL_BRANCHES)) { // which is made at run time
                assertDoesNotThrow(() -> Class.forName(binaryName(named)));
            }
        }
    }

    /** The way up: what a region extends, what it is handed, and what it calls. Everything else lies below. */
    @Test
    void ofThePackagesAboveRegionsOnlyTheTranslatorIsNamed() throws IllegalAccessException {
        Set<String> packages = new TreeSet<>();
        for (ClassDesc named : named()) {
            if (named.packageName().startsWith("vesper.hart")) {
                packages.add(named.packageName());
            }
        }
        assertEquals(
                Set.of(
                        "vesper.hart.fp",
                        "vesper.hart.state",
                        "vesper.hart.memory",
                        "vesper.hart.execute",
                        "vesper.hart.translate"),
                packages);
    }

    @Test
    void nobodyElseNamesAClassOfOurs() throws IOException, URISyntaxException {
        Path classes = Path.of(
                Names.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<Path> files;
        try (Stream<Path> all =
                Files.list(classes.resolve(Names.class.getPackageName().replace('.', '/')))) {
            files = all.filter(file -> !file.endsWith("Names.class")).toList();
        }
        assertTrue(files.size() > 15, files.toString());
        for (Path file : files) {
            ClassFile.of()
                    .parse(file)
                    .constantPool()
                    .forEach(entry -> assertFalse(
                            entry instanceof StringEntry string && namesAClass(string.stringValue()),
                            () -> file + " names " + entry));
        }
    }

    private static boolean namesAClass(String constant) {
        boolean ours = constant.contains("vesper.") || constant.contains("vesper/");
        return ours && !constant.equals(Names.TRANSLATE_PACKAGE); // which is a constant of Names
    }
}
