package vesper.stress.bench.run;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Finds programs as a shell does. */
public final class Programs {
    private Programs() {}

    /** Whether there is a program of this name, a path or in one of {@code PATH}'s folders. */
    public static boolean executable(String name) {
        if (name.indexOf('/') >= 0) {
            return Files.isExecutable(Path.of(name));
        }
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}
