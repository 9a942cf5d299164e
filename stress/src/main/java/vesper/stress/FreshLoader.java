package vesper.stress;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Loads the classes of some packages anew, so that their static initialisers run once for each such loader. */
public class FreshLoader extends ClassLoader {
    private final String prefix;

    /**
     * Makes one.
     *
     * @param packages the package of these classes; those below it count too
     * @param parent has their class files as resources, and all other classes
     */
    public FreshLoader(String packages, ClassLoader parent) {
        super(parent);
        this.prefix = packages + ".";
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(prefix)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] file = read(name);
            return defineClass(name, file, 0, file.length);
        }
    }

    private byte[] read(String name) throws ClassNotFoundException {
        try (InputStream in = super.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
