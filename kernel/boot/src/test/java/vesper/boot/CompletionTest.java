package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What bash offers, asked as bash asks. */
@Timeout(60)
class CompletionTest {
    private static final String SCRIPT = CommandRun.of(CompletionCommand::new).out();

    @TempDir
    Path dir;

    /** What the last of these words may become. */
    private List<String> completions(String... words) throws IOException, InterruptedException {
        Files.writeString(dir.resolve("script"), SCRIPT);
        String ask = """
                source ./script
                COMP_WORDS=("$@")
                COMP_CWORD=$(($# - 1))
                COMP_LINE="$*"
                COMP_POINT=${#COMP_LINE}
                _complete_vesper
                printf '%s\\n' "${COMPREPLY[@]}"
                """;
        List<String> command = new ArrayList<>(List.of("bash", "-c", ask, "bash"));
        command.addAll(List.of(words));
        Process bash = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD) // compopt minds that no one has pressed Tab
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, bash.waitFor(), said);
        return said.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    @ParameterizedTest
    @CsvSource({"-ker, -kernel", "mk, mkfs", "-first, -first-guest", "comp, completion"})
    void aWordThatHasBegunIsCompleted(String begun, String word) throws IOException, InterruptedException {
        assertEquals(List.of(word), completions("vesper", begun));
    }

    @Test
    void aSubcommandHasItsOwnWords() throws IOException, InterruptedException {
        assertEquals(List.of("--keep-times"), completions("vesper", "mkfs", "--ke"));
        assertFalse(completions("vesper", "mkfs", "-").contains("-kernel"));
    }

    @Test
    void whatIsOneOfFewIsCompleted() throws IOException, InterruptedException {
        assertEquals(List.of("virt"), completions("vesper", "-M", "v"));
    }

    @Test
    void aFilesNameIsCompleted() throws IOException, InterruptedException {
        Files.createFile(dir.resolve("kernel.elf"));
        assertEquals(List.of("kernel.elf"), completions("vesper", "-kernel", "kern"));
    }

    @ParameterizedTest
    @EnumSource(Word.class)
    void everyWordThatIsThereIsOffered(Word word) throws IOException, InterruptedException {
        assertEquals(!word.refused(), completions("vesper", word.dashed()).contains(word.dashed()));
    }

    @Test
    void zshGetsTheSameScriptAndBashReadsIt() {
        assertEquals(SCRIPT, CommandRun.of(CompletionCommand::new, "zsh").out());
        assertEquals(SCRIPT, CommandRun.of(CompletionCommand::new, "bash").out());
        assertTrue(SCRIPT.contains("bashcompinit"), "for zsh");
    }

    @Test
    void anotherShellIsRefusedInALine() {
        CommandRun run = CommandRun.of(CompletionCommand::new, "fish");
        assertEquals(2, run.status());
        assertEquals(1, run.err().lines().count(), run.err());
    }
}
