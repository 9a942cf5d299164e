package vesper.hart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vesper.bus.PhysicalMemory;

/**
 * HotSpot leaves a method of more than 8000 bytecodes to its interpreter for ever (HugeMethodLimit), and inlines a hot
 * one into another only below 325 (FreqInlineSize): past either edge, everything is slower without a word.
 */
class InterpreterSizeTest {
    private static final int HUGE_METHOD_LIMIT = 8000;
    private static final int FREQ_INLINE_SIZE = 325;

    /** Bytecodes by {@code Class.method} in the package and those below; the largest where a name is overloaded. */
    private static Map<String, Integer> sizes(Class<?> inPackage) {
        Map<String, Integer> sizes = new TreeMap<>();
        for (ClassModel model : classes(inPackage)) {
            String name = model.thisClass().asInternalName().replaceFirst(".*/", "");
            for (MethodModel method : model.methods()) {
                int size = method.findAttribute(java.lang.classfile.Attributes.code())
                        .map(CodeAttribute::codeLength)
                        .orElse(0);
                sizes.merge(name + "." + method.methodName().stringValue(), size, Math::max);
            }
        }
        return sizes;
    }

    private static List<ClassModel> classes(Class<?> inPackage) {
        String directory = inPackage.getPackageName().replace('.', '/');
        try {
            URI location = inPackage
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            Path root = Path.of(location);
            if (Files.isDirectory(root)) {
                return parse(root.resolve(directory));
            }
            try (FileSystem jar = FileSystems.newFileSystem(root)) {
                return parse(jar.getPath(directory));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<ClassModel> parse(Path directory) throws IOException {
        List<ClassModel> models = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                models.add(ClassFile.of().parse(Files.readAllBytes(file)));
            }
        }
        assertFalse(models.isEmpty(), "no classes in " + directory);
        return models;
    }

    @Test
    void everyMethodOfAHartIsCompiledByHotSpot() {
        sizes(Hart.class).forEach((method, size) -> assertTrue(size < HUGE_METHOD_LIMIT, method + " has " + size));
    }

    @Test
    void everyMethodOfTheBusIsCompiledByHotSpot() {
        sizes(PhysicalMemory.class)
                .forEach((method, size) -> assertTrue(size < HUGE_METHOD_LIMIT, method + " has " + size));
    }

    @Test
    void theWayOfALoadOrStoreIsInlined() {
        Map<String, Integer> hart = sizes(Hart.class);
        for (String width : List.of("8", "16", "32", "64")) {
            assertSmall(hart, "DirectPort.load" + width);
            assertSmall(hart, "DirectPort.store" + width);
        }
        assertSmall(hart, "DirectPort.amo32");
        assertSmall(hart, "DirectPort.amo64");
        assertSmall(hart, "DirectPort.loadAcquire");
        assertSmall(hart, "DirectPort.storeRelease");
        assertSmall(hart, "CodeCache.jump");
        assertSmall(hart, "Attention.isRaisedOpaque");
        assertSmall(hart, "EntryTable.at");
        Map<String, Integer> bus = sizes(PhysicalMemory.class);
        long accessors = bus.keySet().stream()
                .filter(name -> name.matches("PhysicalMemory\\.(load|store|getAnd|compareAnd)\\w+"))
                .peek(name -> assertSmall(bus, name))
                .count();
        assertEquals(20, accessors);
        for (String width : List.of("8", "16", "32", "64")) {
            assertSmall(bus, "DirectPages.load" + width);
            assertSmall(bus, "DirectPages.store" + width);
        }
    }

    private static void assertSmall(Map<String, Integer> sizes, String method) {
        Integer size = sizes.get(method);
        assertTrue(size != null && size < FREQ_INLINE_SIZE, method + " has " + size);
    }
}
