package vesper.stress.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vesper.stress.firmware.SerialConsole;
import vesper.stress.terminal.Checkout;

/**
 * What README.md and docs/ show of a command is what it prints: each is run in a folder that has the files whose text the
 * pages show.
 */
@Timeout(240)
class TranscriptsTest {
    /** Runs that are long or go once, and those that print as much. */
    private static final Map<String, String> SHORTER = Map.of(
            "--cases 200000", "--cases 100",
            "--seeds 500", "--seeds 3",
            "--rounds 300000", "--rounds 1000",
            "--rounds 20000", "--rounds 1000",
            "mkdir ", "mkdir -p ",
            "verdicts.tsv tests", "'" + verdicts() + "' ours");

    /** What is typed: to be awaited, then the keys, in turn. */
    private static final Map<String, List<String>> TYPED = Map.of(
            "./vesper -smp 4", List.of("first ping by init_process (pid 1)", "\u0001x"),
            "./vesper -smp 4 -stats",
                    List.of(
                            "first ping by init_process (pid 1)", "helo\u001b[Dl\r",
                            "\bo\r\n", "\u0014",
                            "free\r\n", "\u0001x"));

    /** Of files that are other people's. */
    private static final Pattern OTHERS = Pattern.compile("riscv-tests/|^for |^gdb-multiarch ");

    /** What other commands need. */
    private static final Pattern FIRST = Pattern.compile("mkdir .*");

    private static final Pattern LITMUS = Pattern.compile("RISCV (\\S+)");
    private static final Pattern SOURCE = Pattern.compile(".* at (\\S+\\.java):(\\d+)");
    private static final Pattern SHOWN = Pattern.compile("(\\d+)\t(.*)");

    @TempDir
    static Path root;

    private static Checkout checkout;

    private static Path verdicts() {
        return Document.ROOT.resolve("stress/src/main/resources/vesper/stress/litmus/generate/verdicts.tsv");
    }

    @BeforeAll
    static void checkOutAndWriteFiles() throws IOException, InterruptedException {
        checkout = Checkout.in(root);
        for (Document document : Document.all()) {
            writeLitmusTests(document);
        }
        run("./vesper litmus --generate ours --cycle 'PodWR Fre PodWR Fre'", List.of());
    }

    private static void writeLitmusTests(Document document) throws IOException {
        StringBuilder text = new StringBuilder();
        String name = "";
        for (Document.Line line : document.lines()) {
            Matcher first = LITMUS.matcher(line.text());
            if (line.code() && first.matches()) {
                name = first.group(1);
            } else if (!line.code() && !name.isEmpty()) {
                Files.writeString(root.resolve(name + ".litmus"), text);
                name = "";
                text.setLength(0);
            }
            if (!name.isEmpty()) {
                text.append(line.text()).append('\n');
            }
        }
    }

    static List<List<Transcript>> blocks() throws IOException {
        return Transcript.all().stream()
                .filter(block -> block.stream().anyMatch(TranscriptsTest::isRun))
                .toList();
    }

    private static boolean isRun(Transcript transcript) {
        return transcript.isShown() && !OTHERS.matcher(transcript.command()).find();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void printsWhatThePageShows(List<Transcript> block) throws IOException, InterruptedException {
        for (Transcript each : block) {
            if (isRun(each) || FIRST.matcher(each.command()).matches()) {
                String command = each.command();
                for (Map.Entry<String, String> shorter : SHORTER.entrySet()) {
                    command = command.replace(shorter.getKey(), shorter.getValue());
                }
                String printed = run(command, TYPED.getOrDefault(each.command(), List.of()));
                assertTrue(each.isSo(printed), () -> each + "\n" + printed);
            }
        }
    }

    private static String run(String command, List<String> typed) throws IOException, InterruptedException {
        try (SerialConsole console = new SerialConsole(checkout.shell(command))) {
            for (int i = 0; i < typed.size(); i += 2) {
                console.await(typed.get(i));
                console.type(typed.get(i + 1));
            }
            console.exitStatus();
            return rendered(console.text());
        }
    }

    /** As it stands on a screen, where a backspace goes back and what comes then replaces what was there. */
    private static String rendered(String text) {
        StringBuilder screen = new StringBuilder();
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '\b') {
                at--;
            } else if (at < screen.length() && each >= ' ') {
                screen.setCharAt(at++, each);
            } else {
                screen.append(each);
                at = screen.length();
            }
        }
        return screen.toString();
    }

    /** A debugger shows lines of ours: they are still there. */
    @Test
    void linesOfTheSourcesAreWhereADebuggerIsSaidToShowThem() throws IOException {
        int seen = 0;
        for (Transcript transcript :
                Transcript.all().stream().flatMap(List::stream).toList()) {
            List<String> source = List.of();
            for (String line : transcript.output()) {
                Matcher place = SOURCE.matcher(line);
                Matcher shown = SHOWN.matcher(line);
                if (place.matches()) {
                    source = Files.readAllLines(Document.ROOT.resolve(place.group(1)));
                    assertTrue(source.size() >= Integer.parseInt(place.group(2)), line);
                } else if (shown.matches()) {
                    assertEquals(source.get(Integer.parseInt(shown.group(1)) - 1), shown.group(2));
                    seen++;
                }
            }
        }
        assertTrue(seen > 0);
    }

    @Test
    void whatIsTypedOrMadeShorterIsStillShown() throws IOException {
        Set<String> commands = Transcript.all().stream()
                .flatMap(List::stream)
                .map(Transcript::command)
                .collect(Collectors.toSet());
        assertEquals(Set.of(), minus(TYPED.keySet(), commands::contains));
        assertEquals(
                Set.of(),
                minus(SHORTER.keySet(), part -> commands.stream().anyMatch(command -> command.contains(part))));
    }

    private static Set<String> minus(Set<String> all, Predicate<String> known) {
        return all.stream().filter(known.negate()).collect(Collectors.toSet());
    }
}
