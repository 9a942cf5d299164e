package vesper.stress.compiler;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vesper.stress.compiler.guest.Harness;

/** Class files in memory. Each {@link #loader} runs their static initialisers anew, and those of the harness. */
final class ClassFiles {
    private static final String SUFFIX = ".class";

    // by binary name
    private final Map<String, byte[]> files;

    ClassFiles(Map<String, byte[]> files) {
        this.files = new TreeMap<>(files);
    }

    ClassLoader loader() {
        return new Loader();
    }

    private final class Loader extends ClassLoader {
        private Loader() {
            super(ClassFiles.class.getClassLoader());
        }

        /** The harness has state, so it is one for each loader. */
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(Harness.class.getPackageName() + ".")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name, read(name)) : loaded;
            }
        }

        private byte[] read(String name) throws ClassNotFoundException {
            try (InputStream in = super.getResourceAsStream(name.replace('.', '/') + SUFFIX)) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] file = files.get(name);
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            return define(name, file);
        }

        private Class<?> define(String name, byte[] file) {
            return defineClass(name, file, 0, file.length);
        }

        @Override
        public @Nullable InputStream getResourceAsStream(String path) {
            byte[] file = path.endsWith(SUFFIX)
                    ? files.get(
                            path.substring(0, path.length() - SUFFIX.length()).replace('/', '.'))
                    : null;
            return file == null ? super.getResourceAsStream(path) : new ByteArrayInputStream(file);
        }
    }
}
