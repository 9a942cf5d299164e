package vesper.image;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vesper.aot.CompileError;
import vesper.aot.Compiler;
import vesper.aot.elf.SourceFolders;
import vesper.disk.BadTree;
import vesper.disk.SampleDisk;
import vesper.kernel.Kernel;

/** Compiles the kernel and the programs for its disk, and writes both images. The same class files give the same bytes. */
public final class Build {
    /** The images' folder below the output folder, and in the jar. */
    static final String FOLDER = "vesper/kernel";

    private static final List<String> SOURCES = List.of("kernel/vesper/src/main/java", "kernel/metal/src/main/java");

    private Build() {}

    /**
     * Writes {@code vesper/kernel/vesper.elf} and {@code vesper/kernel/vesper.img}.
     *
     * @param args the output folder, and the project's folder, where the sources are
     */
    public static void main(String[] args) throws IOException, BadTree {
        Path folder = Files.createDirectories(Path.of(args[0]).resolve(FOLDER));
        try {
            Files.write(folder.resolve("vesper.elf"), kernel(Path.of(args[1])));
            SampleDisk.builder()
                    .executable("bin/hello", Programs.hello())
                    .executable("bin/segments", Programs.segments())
                    .build()
                    .write(folder.resolve("vesper.img"));
        } catch (CompileError e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static byte[] kernel(Path project) throws IOException, CompileError {
        URI classes = location();
        Compiler compiler = new Compiler(Build.class.getClassLoader()).sources(new SourceFolders(project, SOURCES));
        if (classes.getPath().endsWith(".jar")) {
            try (FileSystem jar = FileSystems.newFileSystem(Path.of(classes))) {
                return compiler.rootsUnder(jar.getPath(FOLDER)).compile().elf();
            }
        }
        return compiler.rootsUnder(Path.of(classes).resolve(FOLDER)).compile().elf();
    }

    /** A folder in a build that only compiles, a jar in one that packages. */
    private static URI location() {
        try {
            return Kernel.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
