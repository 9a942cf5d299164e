package vesper.stress.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vesper.boot.Command;
import vesper.stress.board.Boards;
import vesper.stress.firmware.SerialConsole;

/** A stranger at a terminal: what README.md has them type, and what their hands do by themselves. */
@Timeout(180)
class FirstMinutesTest {
    private static final String QUIT = "\u0001x";
    private static final String HELP = "\u0001h";

    private static final String STORE_BUFFERING = """
            RISCV SB
            { 0:x5=1; 0:x6=x; 0:x8=y; 1:x5=1; 1:x6=y; 1:x8=x; }
             P0          | P1          ;
             sw x5,0(x6) | sw x5,0(x6) ;
             lw x7,0(x8) | lw x7,0(x8) ;
            exists (0:x7=0 /\\ 1:x7=0)
            """;

    @TempDir
    static Path root;

    private static Checkout checkout;

    @BeforeAll
    static void checkOut() throws IOException {
        checkout = Checkout.in(root);
    }

    private static SerialConsole terminal(String line) throws IOException {
        return new SerialConsole(checkout.terminal(line));
    }

    /** What a line of the shell's printed, at a terminal; it succeeded. */
    private static String succeeds(String line) throws IOException, InterruptedException {
        try (SerialConsole terminal = terminal(line)) {
            int status = terminal.exitStatus();
            assertEquals(0, status, terminal.text());
            return terminal.text();
        }
    }

    /** {@code stty} for the terminal whose name is the first that its text has. */
    private static String stty(SerialConsole terminal, String words) throws IOException, InterruptedException {
        String name = terminal.text().lines().findFirst().orElse("").strip();
        Process process = new ProcessBuilder("sh", "-c", "stty -F " + name + " " + words)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    @Test
    void theKernelBootsEchoesIsResizedHelpsAndQuits() throws IOException, InterruptedException {
        try (SerialConsole terminal = terminal("tty; exec ./vesper -smp 4 -stats")) {
            terminal.await("Ctrl-T tells how many");
            stty(terminal, "rows 50 cols 132");
            terminal.type("over and out");
            terminal.await("over and out");
            terminal.type("\u0014");
            terminal.await("1 process, ");
            terminal.type(HELP);
            terminal.await("Ctrl-A x  quit");
            terminal.type(QUIT);
            assertEquals(0, terminal.exitStatus(), terminal.text());
            assertTrue(terminal.text().contains("\nhart-0 "), terminal.text());
        }
    }

    @Test
    void ctrlAxQuitsAMachineThatReadsNothing() throws IOException, InterruptedException {
        Files.write(root.resolve("deaf"), new byte[] {0x6f, 0, 0, 0}); // j .
        try (SerialConsole terminal = terminal("tty; exec ./vesper -bios none -kernel deaf")) {
            terminal.await("\n");
            while (!stty(terminal, "-a").contains("-icanon")) {
                Thread.sleep(20);
            }
            terminal.type("x".repeat(10_000) + QUIT);
            assertEquals(0, terminal.exitStatus(), terminal.text());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dumb", "nobody-knows-it"})
    void anyTerminalIsMadeRaw(String type) throws IOException, InterruptedException {
        Files.write(root.resolve("deaf"), new byte[] {0x6f, 0, 0, 0}); // j .
        try (SerialConsole terminal = terminal("tty; TERM=" + type + " exec ./vesper -bios none -kernel deaf")) {
            terminal.await("\n");
            while (!stty(terminal, "-a").contains("-icanon")) {
                Thread.sleep(20);
            }
            terminal.type(QUIT);
            assertEquals(0, terminal.exitStatus(), terminal.text());
            assertEquals(1, terminal.text().lines().count(), terminal.text());
        }
    }

    @Test
    void theFirstGuestEndsByItself() throws IOException, InterruptedException {
        String text = succeeds("./vesper -smp 4 -first-guest");
        assertTrue(text.contains("10000 interrupts went around 4 harts"), text);
    }

    @Test
    void closedStreamsAreNobodysInputAndNobodysOutput() throws IOException, InterruptedException {
        String text = succeeds("./vesper -first-guest <&- && ./vesper -first-guest >&- && echo silent");
        assertEquals(
                1,
                Stream.of(text.split("\n", -1))
                        .filter(line -> line.contains("interrupts"))
                        .count(),
                text);
        assertTrue(text.contains("silent"), text);
    }

    /** And HotSpot says nothing that nobody asked for. */
    @Test
    void killMinus3TellsOfTheThreads() throws IOException, InterruptedException {
        ProcessBuilder shell = checkout.shell("echo $$; exec ./vesper -smp 2");
        shell.environment().remove("VESPER_JAVA_OPTS");
        try (SerialConsole console = new SerialConsole(shell)) {
            console.await("first ping");
            String pid = console.text().lines().findFirst().orElse("");
            new ProcessBuilder("kill", "-3", pid).start().waitFor();
            console.await("\"hart-1\"");
            console.type(QUIT);
            assertEquals(0, console.exitStatus(), console.text());
            assertFalse(console.text().contains("directives"), console.text());
        }
    }

    @Test
    void imagesAreWrittenAndBoot() throws IOException, InterruptedException {
        Files.createDirectory(root.resolve("folder"));
        Files.writeString(root.resolve("folder/hello"), "hello\n");
        String text = succeeds("./vesper image boot && ./vesper mkfs disk.img folder");
        String readme = Files.readString(Path.of("..", "README.md"));
        assertEquals(2, text.lines().count(), text);
        text.lines().forEach(line -> assertTrue(readme.contains("\n" + line.strip() + "\n"), line));
        String machine = "./vesper -bios none -kernel boot/vesper.elf"
                + " -drive file=disk.img,if=none,format=raw,id=d0 -device virtio-blk-device,drive=d0";
        try (SerialConsole terminal = terminal(machine)) {
            terminal.await("disk of 23 KiB");
            terminal.type(QUIT);
            assertEquals(0, terminal.exitStatus(), terminal.text());
        }
    }

    @Test
    void litmusTestsAreRunJudgedAndExplained() throws IOException, InterruptedException {
        Files.writeString(root.resolve("SB.litmus"), STORE_BUFFERING);
        String text = succeeds("./vesper litmus SB.litmus"
                + " && ./vesper litmus --model rvwmo,tso,sc SB.litmus"
                + " && ./vesper litmus --explain '0:x7=0; 1:x7=0;' --model sc --svg why.svg SB.litmus");
        assertTrue(text.contains("Observation SB "), text);
        assertTrue(text.contains("Model sc"), text);
        assertTrue(Files.readString(root.resolve("why.svg")).startsWith("<svg"));
    }

    @Test
    void everyCommandHasHelp() throws IOException, InterruptedException {
        List<String> names = ServiceLoader.load(Command.class).stream()
                .map(provider -> provider.get().name())
                .toList();
        String text = succeeds(
                        Stream.concat(Stream.of("./vesper help"), names.stream().map(name -> "./vesper help " + name))
                                .collect(Collectors.joining(" && ")))
                .replaceAll("\u001b\\[[0-9;]*m", "");
        assertTrue(text.contains("-kernel FILE"), text);
        names.forEach(name -> assertTrue(text.contains("Usage: vesper " + name + " "), name));
    }

    @ParameterizedTest
    @CsvSource({"bash, bash --norc --noprofile -i", "zsh, zsh -f -i"})
    void theShellCompletesWords(String name, String shell) throws IOException, InterruptedException {
        Boards.require(name, Path.of("/usr/bin", name));
        try (SerialConsole terminal = terminal("exec " + shell)) {
            terminal.type("source <(./vesper completion) && echo do''ne\n");
            terminal.await("done");
            terminal.type("./vesper mkfs --keep\t");
            terminal.await("--keep-times");
            terminal.type("\u0015./vesper -first\t"); // Ctrl-U empties the line
            terminal.await("-first-guest");
            terminal.type("\u0015exit\n");
            assertEquals(0, terminal.exitStatus(), terminal.text());
        }
    }

    @Test
    void theManualIsRead() throws IOException, InterruptedException {
        String text = succeeds("./vesper man && ./vesper man litmus");
        assertTrue(text.contains(".TH \"VESPER\" \"1\""), text);
        assertTrue(text.contains(".TH \"VESPER\\-LITMUS\" \"1\""), text);
    }
}
