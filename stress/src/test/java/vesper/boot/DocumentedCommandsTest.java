package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import vesper.stress.documents.Document;
import vesper.stress.documents.Document.Line;
import vesper.stress.documents.Document.Name;
import vesper.stress.documents.Exceptions;

/** Each subcommand and each option that README.md or docs/ names is there. In this package for the command's own words. */
class DocumentedCommandsTest {
    private static final Pattern CALL = Pattern.compile("(?:\\./|^)vesper +(.*)");
    private static final Pattern WORD = Pattern.compile("'[^']*'|\"[^\"]*\"|\\S+");
    private static final Pattern OPTION = Pattern.compile("--?[A-Za-z][\\w-]*");
    private static final Pattern JVM = Pattern.compile("-[DX][A-Za-z].*");
    private static final Pattern END = Pattern.compile("[|#;<>&].*|[0-9]>.*");

    private final Set<String> words = new HashSet<>(Word.known());
    private final Map<String, Set<String>> subcommands = subcommands();
    private final Exceptions exceptions = new Exceptions("commands.txt");

    DocumentedCommandsTest() throws IOException {}

    /** Each one's options. */
    private static Map<String, Set<String>> subcommands() {
        Map<String, Set<String>> all = new HashMap<>();
        for (CommandLine command :
                OptionModel.of(Commands.all()).getSubcommands().values()) {
            CommandSpec spec = command.getCommandSpec();
            all.put(spec.name().replaceFirst("vesper ", ""), spec.optionsMap().keySet());
        }
        return all;
    }

    @Test
    void everySubcommandAndEveryOptionIsThereAndNoExceptionIsLeftOver() throws IOException {
        List<Name> unknown = new ArrayList<>();
        for (Document document : Document.all()) {
            for (Line line : document.lines()) {
                for (String text : line.code() ? List.of(line.text()) : line.quoted()) {
                    unknownIn(text, line.code())
                            .forEach(word -> unknown.add(new Name(document.path(), line.number(), word)));
                }
            }
        }
        assertEquals(List.of(), unknown);
        assertEquals(Set.of(), exceptions.unused());
    }

    private List<String> unknownIn(String text, boolean code) {
        Matcher call = CALL.matcher(text);
        if (call.find()) {
            return unknownInCall(words(call.group(1)));
        }
        Matcher option = OPTION.matcher(text);
        boolean known = code || !option.lookingAt() || isKnown(option.group()) || exceptions.has(option.group());
        return known ? List.of() : List.of(option.group());
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find() && !END.matcher(word.group()).matches()) {
            words.add(word.group().replaceAll("^\\[|[]);,]+$", ""));
        }
        return words;
    }

    private List<String> unknownInCall(List<String> called) {
        if (called.isEmpty() || called.getFirst().startsWith("-")) {
            return unknownOptions(called, words);
        }
        String name = called.getFirst();
        Set<String> options = subcommands.get(name);
        if (options == null) {
            return exceptions.has(name) ? List.of() : List.of(name);
        }
        return unknownOptions(called, options);
    }

    private List<String> unknownOptions(List<String> called, Set<String> known) {
        return called.stream()
                .filter(word -> word.startsWith("-") && !word.equals("-"))
                .map(word -> word.replaceFirst("=.*", ""))
                .map(word -> known.equals(words) && word.startsWith("--") ? word.substring(1) : word)
                .filter(word -> !known.contains(word) && !exceptions.has(word))
                .toList();
    }

    private boolean isKnown(String option) {
        return Word.spelled(option) != null
                || JVM.matcher(option).matches()
                || subcommands.values().stream().anyMatch(options -> options.contains(option));
    }

    @Test
    void whatIsNotThereIsFound() {
        assertEquals(List.of(), unknownIn("./vesper -smp 4 -kernel x | grep -q y", true));
        assertEquals(List.of(), unknownIn("vesper litmus --explain '0:x7=0; -z' --model sc x [--json F]", false));
        assertEquals(List.of(), unknownIn("source <(./vesper completion)", true));
        assertEquals(List.of("-smb"), unknownIn("$ ./vesper -smb 4", true));
        assertEquals(List.of("lithmus"), unknownIn("./vesper lithmus x", true));
        assertEquals(List.of("--jason"), unknownIn("./vesper litmus x --jason F", true));
        assertEquals(List.of("--cases"), unknownIn("./vesper litmus --cases 3", true));
        assertEquals(List.of("--colour"), unknownIn("--colour", false));
    }
}
