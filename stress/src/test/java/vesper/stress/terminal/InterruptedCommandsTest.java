package vesper.stress.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vesper.stress.firmware.SerialConsole;
import vesper.stress.referee.Qemu;

/** Each long command tells how far it is, and on Ctrl-C what it has found; it leaves nothing behind. */
@Timeout(120)
class InterruptedCommandsTest {
    private static final String CTRL_C = "\u0003";
    private static final int INTERRUPTED = 130;

    @TempDir
    static Path root;

    private static Checkout checkout;

    @BeforeAll
    static void checkOut() throws IOException {
        checkout = Checkout.in(root);
        Files.writeString(root.resolve("SB.litmus"), """
                RISCV SB
                { 0:x5=1; 0:x6=x; 0:x8=y; 1:x5=1; 1:x6=y; 1:x8=x; }
                 P0          | P1          ;
                 sw x5,0(x6) | sw x5,0(x6) ;
                 lw x7,0(x8) | lw x7,0(x8) ;
                exists (0:x7=0 /\\ 1:x7=0)
                """);
    }

    /** Where something must be found, it is awaited that something is done: then there is an estimate of what is left. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            litmus -n 1000000000 SB.litmus                                  | left                   | Observation SB
            fuzz --seed 1 --cases 100000000                                 | /100000000 cases       | 0 mismatches
            compiler-fuzz --seed 1 --seeds 1000000                          | /1000000 programs      | 0 differ
            bench --vesper ./vesper --only sieve,calls --mode m --pairs 999 | /1998 runs             | command    vesper bench
            bench --in-process --pairs 1000 --rounds 2000                   | left                   | integer mix
            stress --only MailboxCases                                      | cases, 2 s             | interrupted:
            """)
    void tellsWhatItHas(String command, String progress, String found) throws IOException, InterruptedException {
        assumeTrue(!command.contains("fuzz") || Files.isExecutable(Qemu.DEFAULT), "QEMU is the referee");
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "two actors must run at the same time");
        try (SerialConsole terminal = new SerialConsole(checkout.terminal("exec ./vesper " + command))) {
            terminal.await(progress);
            terminal.type(CTRL_C);
            int status = terminal.exitStatus();
            assertEquals(INTERRUPTED, status, terminal.text());
            assertTrue(terminal.text().contains("\r"), terminal.text());
            assertTrue(terminal.text().contains(found), terminal.text());
            assertTrue(!terminal.text().contains("Exception"), terminal.text());
        }
        assertEquals(List.of(), left());
    }

    /** Whoever is sent the signal alone, as by {@code kill}, ends its children. */
    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalFromElsewhereDoesTheSame(String signal, int status) throws IOException, InterruptedException {
        Process bench = checkout.shell("exec ./vesper bench --vesper ./vesper --only sieve --mode m --pairs 999")
                .redirectErrorStream(true)
                .start();
        try {
            assertTrue(bench.inputReader().lines().anyMatch(line -> line.contains("/999 runs")));
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + bench.pid())
                    .start()
                    .waitFor();
            bench.inputReader().lines().forEach(line -> {});
            assertEquals(status, bench.waitFor());
        } finally {
            bench.destroyForcibly();
        }
        assertEquals(List.of(), left());
    }

    private static List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(checkout.tmp())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("hsperfdata"))
                    .toList();
        }
    }
}
