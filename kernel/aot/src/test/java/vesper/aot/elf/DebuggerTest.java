package vesper.aot.elf;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code gdb-multiarch} makes of the debugging sections. */
@Timeout(120)
class DebuggerTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @BeforeEach
    void writeSources() throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src/sample"));
        for (String file : List.of("Inner.java", "Outer.java")) {
            StringBuilder text = new StringBuilder();
            for (int line = 1; line <= 20; line++) {
                text.append("this is line ")
                        .append(line)
                        .append(" of ")
                        .append(file)
                        .append('\n');
            }
            Files.writeString(sources.resolve(file), text);
        }
        Files.write(folder.resolve("sample.elf"), new SampleProgram().elf());
    }

    private String gdb(String... commands) throws IOException, InterruptedException {
        return Gdb.session(folder.resolve("sample.elf"), folder, commands);
    }

    private static void assertHas(String output, String regex) {
        assertTrue(output.lines().anyMatch(line -> line.matches(".*" + regex + ".*")), output);
    }

    @Test
    void itBreaksAtAJavaLineAndListsIt() throws IOException, InterruptedException {
        String output = gdb("break Inner.java:4", "continue", "list", "backtrace");
        assertHas(output, "Breakpoint 1, .*Inner.answer \\(\\) at src/sample/Inner.java:4");
        assertHas(output, "4\\s+this is line 4 of Inner.java");
        assertHas(output, "#1 .* Outer.run \\(\\) at src/sample/Outer.java:11");
    }

    @Test
    void itBreaksAtAnInlinedLine() throws IOException, InterruptedException {
        String output = gdb("break Inner.java:7", "continue", "list");
        assertHas(output, "Outer.run \\(\\) at src/sample/Inner.java:7");
        assertHas(output, "7\\s+this is line 7 of Inner.java");
    }

    @Test
    void itBreaksAtAMethodBehindItsPrologue() throws IOException, InterruptedException {
        String output = gdb("break Outer.run", "continue", "next");
        assertHas(output, "Breakpoint 1, .*Outer.run \\(\\) at src/sample/Outer.java:10");
        assertHas(output, "11\\s+this is line 11 of Outer.java");
    }

    @Test
    void itKnowsHowLargeMethodsAre() throws IOException, InterruptedException {
        long last = new SampleProgram().program().symbol(SampleProgram.ANSWER.symbol()) + 2;
        String output = gdb("info symbol " + last);
        assertHas(output, "sample.Inner.answer\\(\\)I \\+ 2 in section .text");
    }
}
