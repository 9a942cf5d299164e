package vesper.stress.compiler;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vesper.stress.FreshLoader;
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

    /** The harness has state, so it is one for each loader. */
    private final class Loader extends FreshLoader {
        private Loader() {
            super(Harness.class.getPackageName(), ClassFiles.class.getClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] file = files.get(name);
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
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
