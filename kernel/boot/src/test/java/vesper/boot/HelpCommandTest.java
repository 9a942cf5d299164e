package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each subcommand explains itself in the same ways. */
class HelpCommandTest {
    static List<String> names() {
        return Commands.all().stream().map(Command::name).toList();
    }

    private static CommandRun help(String... args) {
        return CommandRun.of(HelpCommand::new, args);
    }

    @Test
    void withoutANameItIsTheMachines() {
        assertEquals(CommandRun.of("-h"), help());
    }

    @ParameterizedTest
    @MethodSource("names")
    void withANameItIsTheCommands(String name) {
        CommandRun run = help(name);
        assertEquals(0, run.status());
        assertEquals("", run.err());
        assertTrue(run.out().startsWith("Usage: vesper " + name + " ["), run.out());
        assertTrue(run.out().contains("--help"), run.out());
    }

    @Test
    void aNameThatIsNoneIsGuessed() {
        assertEquals(new CommandRun(2, "", "vesper: help: imag: not a command; did you mean image?\n"), help("imag"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help"})
    void everyCommandSaysItItself(String option) {
        assertEquals(help("image"), CommandRun.of(ImageCommand::new, option));
        assertEquals(help("mkfs"), CommandRun.of(Mkfs::new, option));
        assertEquals(help("rehearse"), CommandRun.of((out, err) -> new Rehearsal(silent(out, err)), option));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-V", "--version"})
    void everyCommandTellsItsVersion(String option) {
        CommandRun version = CommandRun.of("-version");
        assertEquals(version, CommandRun.of(ImageCommand::new, option));
        assertEquals(version, CommandRun.of(HelpCommand::new, option));
        assertEquals(version, CommandRun.of((out, err) -> new Rehearsal(silent(out, err)), option));
    }

    private static Streams silent(PrintStream out, PrintStream err) {
        return new Streams(InputStream.nullInputStream(), out, err, false);
    }
}
