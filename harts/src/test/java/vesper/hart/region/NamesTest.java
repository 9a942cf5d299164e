package vesper.hart.region;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.constant.ClassDesc;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            classes = {
                AllBranches.class,
                AtomicCode.class,
                ControlCode.class,
                CsrCode.class,
                FloatCode.class,
                Instructions.class,
                IntegerCode.class,
                MemoryCode.class,
                RegionEmitter.class,
                Writer.class
            })
    void nobodyElseNamesAClassOfOurs(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            ClassFile.of()
                    .parse(in.readAllBytes())
                    .constantPool()
                    .forEach(entry -> assertFalse(
                            entry instanceof StringEntry string
                                    && string.stringValue().startsWith("vesper")
                                    && !string.stringValue().equals(Names.TRANSLATE_PACKAGE), // a constant of Names
                            () -> type + " names " + entry));
        }
    }
}
