package vesper.aot;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles Java source in memory by the JDK's javac, and loads what comes out. */
public final class SourceLoader extends ClassLoader {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");
    private static final Pattern TYPE =
            Pattern.compile("(?m)^\\s*(?:@\\w+\\s+)*(?:public\\s+|final\\s+|abstract\\s+|sealed\\s+)*"
                    + "(?:class|record|interface|enum)\\s+(\\w+)");

    private final Map<String, ByteArrayOutputStream> files = new LinkedHashMap<>();

    /**
     * Compiles.
     *
     * @param sources whole compilation units; each is named after the first type in it
     * @throws IllegalArgumentException with javac's words if it refuses one
     */
    public SourceLoader(String... sources) {
        super(SourceLoader.class.getClassLoader());
        List<Source> units = Arrays.stream(sources).map(SourceLoader::source).toList();
        StringWriter out = new StringWriter();
        var javac = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager standard = javac.getStandardFileManager(null, null, null);
                Output output = new Output(standard)) {
            List<String> options = List.of("-g", "-proc:none", "-classpath", System.getProperty("java.class.path"));
            if (!javac.getTask(out, output, null, options, null, units).call()) {
                throw new IllegalArgumentException(out.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The binary names of the classes, sorted. */
    public List<String> names() {
        return files.keySet().stream().sorted().toList();
    }

    /** Loses a class, as if it had not been compiled. */
    public void forget(String name) {
        files.remove(name);
    }

    private static Source source(String text) {
        Matcher type = TYPE.matcher(text);
        if (!type.find()) {
            throw new IllegalArgumentException("no type in " + text);
        }
        Matcher container = PACKAGE.matcher(text);
        return new Source((container.find() ? container.group(1) + "." : "") + type.group(1), text);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        ByteArrayOutputStream file = files.get(name);
        if (file == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, file.toByteArray(), 0, file.size());
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        ByteArrayOutputStream file = files.get(name.replace(".class", "").replace('/', '.'));
        return file == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(file.toByteArray());
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("memory:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private final class Output extends ForwardingJavaFileManager<JavaFileManager> {
        Output(JavaFileManager parent) {
            super(parent);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    files.put(className, bytes);
                    return bytes;
                }
            };
        }
    }
}
