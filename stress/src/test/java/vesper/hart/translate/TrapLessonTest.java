package vesper.hart.translate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the lesson does depends on HotSpot, so it is held in a JVM with the launcher's options, which tells of its traps. */
class TrapLessonTest {
    private static final Path OPTIONS = Path.of("..", "kernel", "boot", "src", "main", "resources", "vesper", "boot");
    private static final int PER_METHOD_TRAP_LIMIT = 100;

    private static List<String> traps() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xbatch",
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:-ClipInlining",
                        "-XX:CompileCommandFile=" + OPTIONS.resolve("compile-commands"),
                        "-XX:CompilerDirectivesFile=" + OPTIONS.resolve("compiler-directives"),
                        "-Xlog:deoptimization=debug",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BranchesAfterTheLesson.class.getName())
                .redirectErrorStream(true)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        assertTrue(process.waitFor() == 0, () -> String.join("\n", lines));
        return lines.stream().filter(line -> line.contains("unstable_if")).toList();
    }

    @Test
    void itsMethodTrapsMoreOftenThanTheLimitAndWhatBeginsWithItDoesNot() throws IOException, InterruptedException {
        List<String> traps = traps();
        assertTrue(
                traps.stream().filter(line -> line.contains("AllBranches.keep")).count() > PER_METHOD_TRAP_LIMIT);
        assertFalse(traps.stream().anyMatch(line -> line.contains("BranchesAfterTheLesson.kept")));
        assertTrue(traps.stream().anyMatch(line -> line.contains("BranchesAfterTheLesson.leftOut")));
    }
}
