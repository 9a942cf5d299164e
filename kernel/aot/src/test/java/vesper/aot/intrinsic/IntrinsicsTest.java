package vesper.aot.intrinsic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vesper.aot.ir.MethodRef;
import vesper.aot.world.Classes;
import vesper.metal.Mem;

class IntrinsicsTest {
    private final Intrinsics table = new Intrinsics();

    private static List<String> metalClasses() throws IOException, URISyntaxException {
        URI place = Mem.class.getResource("Mem.class").toURI();
        if (!place.getScheme().equals("jar")) {
            return names(Path.of(place.resolve(".")));
        }
        try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
            return names(jar.getPath("/vesper/metal"));
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.startsWith("package-info"))
                    .map(name -> "vesper.metal." + name.replace(".class", ""))
                    .toList();
        }
    }

    static MethodRef ref(Method method) {
        MethodTypeDesc type = MethodTypeDesc.of(
                method.getReturnType().describeConstable().orElseThrow(),
                Arrays.stream(method.getParameterTypes())
                        .map(parameter -> parameter.describeConstable().orElseThrow())
                        .toList());
        return new MethodRef(
                Classes.internalName(method.getDeclaringClass()), method.getName(), type.descriptorString());
    }

    @Test
    void eachIntrinsicMethodOfMetalHasARowAndEachRowAMethod() throws Exception {
        NavigableSet<MethodRef> marked = new TreeSet<>();
        for (String name : metalClasses()) {
            for (Method method : Class.forName(name).getDeclaredMethods()) {
                if (method.isAnnotationPresent(vesper.metal.Intrinsic.class)) {
                    marked.add(ref(method));
                }
            }
        }
        NavigableSet<MethodRef> rows = new TreeSet<>();
        table.all().stream()
                .map(Intrinsic::method)
                .filter(method -> method.owner().startsWith("vesper/metal/"))
                .forEach(rows::add);
        assertEquals(marked, rows);
        assertTrue(marked.size() > 80, marked::toString);
    }

    @Test
    void eachRowOfTheJdkIsAMethodOfTheJdk() {
        Classes classes = new Classes(IntrinsicsTest.class.getClassLoader());
        for (Intrinsic row : table.all()) {
            MethodRef method = row.method();
            assertTrue(
                    classes.declared(classes.type(method.owner())).containsKey(method.name() + method.descriptor()),
                    method::symbol);
        }
    }
}
