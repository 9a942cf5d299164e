package vesper.stress.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vesper.stress.bench.guest.Guests;

/** {@code vesper bench}, from its arguments to its output and exit status; the machines are scripts. */
class BenchCommandTest {
    private static final String MACHINE = """
            #!/bin/sh
            echo bench guest
            echo lap 000000000007a120 0000000000000007 0000000000000009
            echo lap 000000000007a120 0000000000000008 0000000000000009
            echo end
            """;

    @TempDir
    Path home = Path.of("");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Runs the command, with {@code HOME} for the folder of the test. */
    private int bench(String arguments) {
        String[] args = arguments.replace("HOME", home.toString()).split(" ", -1);
        return new Bench(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(args);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8)
                .replace(home.toString(), "HOME")
                .replace(System.lineSeparator(), "\n");
    }

    private void machine(String name) throws IOException {
        Path script = Files.writeString(home.resolve(name), MACHINE);
        assertTrue(script.toFile().setExecutable(true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --pairs 0                   | --pairs 0: expected at least one
            --rounds 0                  | --rounds 0: expected at least one
            --harts 1,5                 | --harts 5: expected 1 to 4
            --seconds 0                 | --seconds 0.0: expected more than 0, and at most 600
            --seconds 1,NaN             | --seconds NaN: expected more than 0, and at most 600
            --mode u                    | --mode u: expected m, sv39 or sv39-giga
            --only sieve,tetris         | --only tetris: no such guest; see --list
            --vesper HOME/none          | --vesper HOME/none: no such program
            --vesper /bin/true --json HOME/none/f --only sieve | HOME/none/f: cannot be written
            --svg HOME/f                | --svg is for --against QEMU
            --in-process --accel tcg    | --accel tcg: with --in-process, expected jvm or interp
            --pears 1                   | Unknown options: '--pears', '1'; did you mean --pairs?
            """)
    void badOptionsAreToldInOneLine(String arguments, String complaint) {
        assertEquals(2, bench(arguments));
        assertEquals("vesper: bench: " + complaint + "\n", err());
    }

    @Test
    void aMissingQemuIsToldWithItsPackage() {
        assertEquals(2, bench("--vesper /bin/true --against HOME/qemu"));
        assertEquals(
                "vesper: bench: --against HOME/qemu: no such program (Debian's package qemu-system-misc has"
                        + " qemu-system-riscv64)\n",
                err());
    }

    @Test
    void theListHasAllGuests() {
        assertEquals(0, bench("--list"));
        Guests.ALL.forEach(guest -> assertTrue(out().contains(guest.name() + " "), guest.name()));
        assertTrue(out().contains("firmware "), out());
        assertTrue(out().contains("\nprogram            programs in Java"), out());
    }

    @Test
    void theListSaysWhoseStoresFallOnPagesOfCode() {
        assertEquals(0, bench("--list"));
        List<String> sharing = out().lines()
                .filter(line -> line.endsWith("; shares its code's page"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
        assertEquals(List.of("new-code", "shared-page"), sharing);
    }

    @Test
    void allReportsAreOfOneRun() throws IOException {
        machine("ours");
        machine("theirs");
        assertEquals(
                0,
                bench("--vesper HOME/ours --against HOME/theirs --only sieve,calls --mode m --harts 1,2 --seconds 0.1"
                        + " --pairs 2 --json HOME/json --html HOME/html --svg HOME/svg"),
                this::err);
        assertTrue(out().lines().anyMatch(line -> line.matches("sieve +m +2 .* 1.00 \\(1.00-1.00\\).*")), out());
        List<String> json = Files.readAllLines(home.resolve("json"));
        assertTrue(
                json.getFirst().startsWith("{\"kind\":\"host\",\"command\":\"vesper bench --vesper "), json::toString);
        assertEquals(
                2 * 2 * 2 * 2,
                json.stream()
                        .filter(line -> line.startsWith("{\"kind\":\"run\""))
                        .count());
        assertEquals(
                2 * 2 * 7,
                json.stream()
                        .filter(line -> line.startsWith("{\"kind\":\"ratio\""))
                        .count());
        assertEquals(
                2 * 2,
                json.stream()
                        .filter(line -> line.startsWith("{\"kind\":\"host scaling\""))
                        .count());
        assertTrue(Files.readString(home.resolve("html")).contains("<th>theirs<th>host"));
        assertTrue(Files.readString(home.resolve("html")).contains("<svg "));
        assertTrue(Files.readString(home.resolve("svg")).startsWith("<svg "));
    }

    @Test
    void oursAloneHasAPageOfSeconds() throws IOException {
        machine("ours");
        assertEquals(
                0,
                bench("--vesper HOME/ours --only sieve --mode sv39 --seconds 0.1 --pairs 1 --html HOME/html"),
                this::err);
        assertTrue(out().lines().anyMatch(line -> line.matches("sieve +sv39 +1 .* 0.050 \\(0.050-0.050\\).*")), out());
        assertTrue(Files.readString(home.resolve("html")).contains("<tr><td>sieve<td>sv39<td>1<td>"));
    }

    @Test
    void jsonOnStandardOutputStandsAlone() throws IOException {
        machine("ours");
        assertEquals(0, bench("--vesper HOME/ours --only sieve --mode m --seconds 0.1 --pairs 1 --json -"), this::err);
        assertTrue(out().lines().allMatch(line -> line.startsWith("{\"kind\":")), out());
        assertTrue(err().contains("\nsieve "), err());
    }

    @Test
    void aMachineThatFailsIsAFailure() {
        assertEquals(1, bench("--vesper /bin/true --only sieve --mode m --seconds 0.1 --pairs 1"));
        assertEquals("vesper: bench: sieve m on 1 hart: vesper: ended with status 0 after 0 laps\n", err());
    }
}
