package vesper.stress.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** A folder with the launcher in which nothing is left to build: its jars lead to the classes under test. */
public final class Checkout {
    private static final Path LAUNCHER = Path.of("..", "vesper");
    private static final Path OPTIONS = Path.of("kernel", "boot", "src", "main", "resources", "vesper", "boot");

    private final Path root;
    private final Path jdk;

    /** @param jdk its launcher's {@code JAVA_HOME} */
    Checkout(Path root, Path jdk, String jdkVersion) throws IOException {
        this.root = root;
        this.jdk = jdk;
        Files.copy(LAUNCHER, root.resolve("vesper"));
        for (String folder : new String[] {".", "kernel", "kernel/boot"}) {
            Files.createDirectories(root.resolve(folder));
            Files.writeString(root.resolve(folder).resolve("pom.xml"), "");
        }
        Files.createDirectories(root.resolve("stress/src/main"));
        Files.createDirectories(root.resolve(OPTIONS));
        for (String file : new String[] {"compile-commands", "compiler-directives"}) {
            Files.copy(
                    Path.of("..").resolve(OPTIONS).resolve(file),
                    root.resolve(OPTIONS).resolve(file));
        }
        jar(root.resolve("kernel/boot/target/vesper.jar"));
        Files.createDirectories(tmp());
        Path state = root.resolve("target/launcher");
        newest(state.resolve("built"));
        newest(Path.of(state + "/aot/" + jdkVersion + "/" + jdk + ".aot")); // an empty one: none can be made here
    }

    /** With this JVM's own. */
    public static Checkout in(Path root) throws IOException {
        return new Checkout(root, Path.of(System.getProperty("java.home")), System.getProperty("java.version"));
    }

    private static void jar(Path file) throws IOException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.CLASS_PATH, classPath);
        attributes.put(Attributes.Name.MAIN_CLASS, "vesper.boot.Main");
        attributes.putValue("Add-Opens", "java.base/jdk.internal.misc java.base/sun.nio.ch");
        attributes.putValue("Enable-Native-Access", "ALL-UNNAMED");
        Files.createDirectories(file.getParent());
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
    }

    private static void newest(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(3600)));
    }

    /** Where the JVM puts its temporary files. */
    Path tmp() {
        return root.resolve("tmp");
    }

    /** Runs there a line of the shell's; no signal is ignored, whatever this JVM's parent has handed down. */
    public ProcessBuilder shell(String line) {
        return inside(new ProcessBuilder("env", "--default-signal=INT,QUIT", "sh", "-c", line));
    }

    /** The same in a terminal: what is typed comes from it, what is printed goes to it. */
    ProcessBuilder terminal(String line) {
        return inside(new ProcessBuilder("env", "--default-signal=INT,QUIT", "script", "-qefc", line, "/dev/null"));
    }

    private ProcessBuilder inside(ProcessBuilder process) {
        process.directory(root.toFile());
        process.environment().put("JAVA_HOME", jdk.toString());
        process.environment().put("VESPER_JAVA_OPTS", "-Djava.io.tmpdir=" + tmp());
        process.environment().put("TERM", "xterm");
        process.environment().put("SHELL", "/bin/sh");
        return process;
    }
}
