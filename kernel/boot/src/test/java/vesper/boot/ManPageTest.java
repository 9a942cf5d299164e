package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ManPageTest {
    private static final String PAGE = page();

    private static String page(String... args) {
        CommandRun run = CommandRun.of(ManCommand::new, args);
        assertEquals(0, run.status(), run.err());
        return run.out();
    }

    static List<String> names() {
        return Commands.all().stream().map(Command::name).toList();
    }

    @ParameterizedTest
    @EnumSource(Word.class)
    void hasEveryWordThatIsThere(Word word) {
        String entry = ".TP\n\\fB" + word.dashed().replace("-", "\\-");
        assertEquals(!word.refused(), PAGE.contains(entry + "\\fR") || PAGE.contains(entry + ", "));
    }

    @Test
    void namesTheCommands() {
        names().forEach(name -> assertTrue(PAGE.contains("\n\\fB" + name.replace("-", "\\-") + "\\fR\n"), name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void ofACommandHasItsOptions(String name) {
        String page = page(name);
        assertTrue(page.startsWith(
                ".TH \"VESPER\\-" + name.toUpperCase(Locale.ROOT).replace("-", "\\-")));
        assertTrue(page.contains("\\fB\\-h, \\-\\-help\\fR"), page);
        assertFalse(page.contains("${"), page);
    }

    /** Troff takes a line that begins so for a macro, and a bare backslash for an escape of its own. */
    @Test
    void hasNoMacroButItsOwn() {
        PAGE.lines()
                .filter(line -> line.startsWith(".") || line.startsWith("'"))
                .forEach(line -> assertTrue(line.matches("\\.(TH|SH|TP|B|br)( .*)?"), line));
        assertFalse(PAGE.replaceAll("\\\\(fB|fI|fR|-|e|&|\\(dq)", "").contains("\\"), PAGE);
    }

    @Test
    void ofNoCommandIsRefused() {
        CommandRun run = CommandRun.of(ManCommand::new, "imag");
        assertEquals(new CommandRun(2, "", "vesper: man: imag: not a command; did you mean image?\n"), run);
    }
}
