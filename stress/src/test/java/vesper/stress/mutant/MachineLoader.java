package vesper.stress.mutant;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Loads the machine's classes, and those of the scenarios, once more: each such loader is a machine of its own, as
 * shipped or with a fault. What is not of the machine comes from the parent.
 */
final class MachineLoader extends ClassLoader {
    private static final List<String> PACKAGES =
            List.of("vesper.bus.", "vesper.hart.", "vesper.device.", "vesper.stress.mutant.guest.");

    private final ClassLoader parent;
    private final List<Edit> edits;

    MachineLoader(ClassLoader parent, List<Edit> edits) {
        super(parent);
        this.parent = parent;
        this.edits = List.copyOf(edits);
    }

    /** A scenario on this loader's machine. */
    Scenario scenario(String simpleName) throws ReflectiveOperationException {
        Class<?> scenario = loadClass("vesper.stress.mutant.guest." + simpleName);
        return (Scenario) scenario.getDeclaredConstructor().newInstance();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (PACKAGES.stream().noneMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try {
            byte[] classFile = classFile(parent, name);
            for (Edit edit : edits) {
                if (edit.className().equals(name)) {
                    classFile = edit.apply(classFile, parent);
                }
            }
            return defineClass(name, classFile, 0, classFile.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    /** The class file of a class that {@code loader} finds. */
    static byte[] classFile(ClassLoader loader, String name) throws IOException {
        try (InputStream in = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new IOException("no class file of " + name);
            }
            return in.readAllBytes();
        }
    }
}
