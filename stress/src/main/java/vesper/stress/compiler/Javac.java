package vesper.stress.compiler;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import vesper.isa.Assembler;
import vesper.metal.Mem;
import vesper.stress.compiler.guest.Harness;

/** Java text to class files, in memory. */
final class Javac {
    /** The text is no Java. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String why) {
            super(why);
        }
    }

    private static final List<String> OPTIONS =
            List.of("-g", "-proc:none", "-XDuseUnsharedTable=true", "-implicit:none", "-nowarn", "-Xlint:none");

    private Javac() {}

    /**
     * Compiles.
     *
     * @param sources by the binary name of the class
     * @throws Refused with what javac says
     */
    static ClassFiles compile(Map<String, String> sources) throws Refused {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("this needs a JDK, not only a runtime");
        }
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        Map<String, byte[]> made = new TreeMap<>();
        List<Text> texts = sources.entrySet().stream()
                .map(source -> new Text(source.getKey(), source.getValue()))
                .toList();
        try (JavaFileManager files = new Memory(compiler.getStandardFileManager(said, null, null), made)) {
            StringWriter rest = new StringWriter();
            if (!compiler.getTask(rest, files, said, options(), null, texts).call()) {
                throw new Refused(
                        said.getDiagnostics().stream().map(Object::toString).collect(Collectors.joining("\n")) + rest);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return new ClassFiles(made);
    }

    /** With where the classes that programs name lie. */
    private static List<String> options() {
        String path = Stream.of(Harness.class, Mem.class, Assembler.class)
                .map(Javac::home)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        return Stream.concat(OPTIONS.stream(), Stream.of("-classpath", path)).toList();
    }

    private static String home(Class<?> type) {
        try {
            // by its URI, since a URL's path has %20 for a space
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        private Text(String name, String text) {
            super(URI.create("memory:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Takes class files in. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, byte[]> made;

        private Memory(JavaFileManager files, Map<String, byte[]> made) {
            super(files);
            this.made = made;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return new ByteArrayOutputStream() {
                        @Override
                        public void close() {
                            made.put(className, toByteArray());
                        }
                    };
                }
            };
        }
    }
}
