package vesper.aot.world;

import java.io.IOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vesper.metal.Assembly;
import vesper.metal.Entry;

/** Finds the classes that an image begins with. */
public final class Roots {
    private Roots() {}

    /**
     * The names of the classes under a folder of class files that have an {@code @Entry} method, or are
     * {@code @Assembly}; sorted.
     */
    public static List<String> under(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                ClassModel model = ClassFile.of().parse(file);
                boolean isRoot = has(model, Assembly.class)
                        || model.methods().stream().anyMatch(method -> has(method, Entry.class));
                if (isRoot) {
                    names.add(model.thisClass().asInternalName().replace('/', '.'));
                }
            }
        }
        names.sort(null);
        return names;
    }

    private static boolean has(AttributedElement element, Class<?> annotation) {
        String descriptor = annotation.descriptorString();
        return element.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(attribute -> attribute.annotations().stream())
                .map(Annotation::className)
                .anyMatch(name -> name.stringValue().equals(descriptor));
    }
}
