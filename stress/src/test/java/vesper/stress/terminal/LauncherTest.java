package vesper.stress.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher hands to the JVM, which is a script here that tells. */
@Timeout(60)
class LauncherTest {
    private static final String JAVA = """
            #!/bin/sh
            exec 9>"$TOLD"
            for descriptor in 0 1 2; do
                target=$(readlink /proc/$$/fd/$descriptor)
                echo "$target" >&9
            done
            echo "LC_ALL=${LC_ALL:-}" >&9
            printf '%s\\n' "$@" >&9
            """;

    @TempDir
    Path root;

    private Checkout checkout;

    @BeforeEach
    void makeJdk() throws IOException {
        Path jdk = root.resolve("jdk");
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"99.0.1\"\n");
        for (String program : new String[] {"java", "javac"}) {
            Path file = Files.writeString(jdk.resolve("bin").resolve(program), JAVA);
            assertTrue(file.toFile().setExecutable(true));
        }
        checkout = new Checkout(root, jdk, "99.0.1");
    }

    private List<String> told(String line) throws IOException, InterruptedException {
        Path told = root.resolve("told");
        ProcessBuilder shell = checkout.shell(line).redirectErrorStream(true);
        shell.environment().put("TOLD", told.toString());
        Process process = shell.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return Files.readAllLines(told);
    }

    /** The JVM gives the lowest free number to what it opens itself, such as {@code lib/modules}. */
    @ParameterizedTest
    @ValueSource(strings = {"<&-", ">&-", "2>&-", "<&- >&-", "<&- >&- 2>&-"})
    void descriptorsThatAreClosedAreOpenedToNowhere(String closed) throws IOException, InterruptedException {
        List<String> told = told("./vesper " + closed);
        List<Boolean> nowhere =
                told.subList(0, 3).stream().map("/dev/null"::equals).toList();
        assertEquals(List.of(closed.contains("<"), closed.matches(".*(^| )>.*"), closed.contains("2>")), nowhere);
    }

    @Test
    void whatIsOpenStaysAsItIs() throws IOException, InterruptedException {
        assertTrue(told("./vesper").subList(0, 3).stream().allMatch(each -> each.startsWith("pipe:")));
    }

    @Test
    void subcommandsSeeAllModulesAndAreToldOfTerminals() throws IOException, InterruptedException {
        List<String> told = told("./vesper litmus -q x");
        assertEquals(List.of("vesper.boot.Main", "litmus", "-q", "x"), told.subList(told.size() - 4, told.size()));
        assertTrue(told.contains("-Dvesper.stdin.tty=false"));
        assertTrue(told.contains("-Dvesper.stderr.tty=false"));
        assertTrue(told.stream().anyMatch(word -> word.endsWith("vesper-stress.jar")));
    }

    @Test
    void theMachineIsStartedFromItsOwnJar() throws IOException, InterruptedException {
        List<String> told = told("./vesper -smp 4 -append 'a  b'");
        assertEquals(List.of("-smp", "4", "-append", "a  b"), told.subList(told.size() - 4, told.size()));
        assertFalse(told.stream().anyMatch(word -> word.endsWith("vesper-stress.jar")));
    }

    @Test
    void aLinkToTheLauncherFindsItsFolder() throws IOException, InterruptedException {
        Files.createDirectory(root.resolve("bin"));
        Files.createSymbolicLink(root.resolve("bin/v"), Path.of("../vesper"));
        assertTrue(told("cd bin && ./v -smp 2").contains("-smp"));
    }

    @ParameterizedTest
    @CsvSource({"LC_ALL=C, C.UTF-8", "LC_ALL= LANG=, C.UTF-8", "LC_ALL=POSIX, C.UTF-8", "LC_ALL=de_DE, de_DE"})
    void withoutALocaleWordsAreUtf8(String given, String locale) throws IOException, InterruptedException {
        assertEquals("LC_ALL=" + locale, told(given + " LC_CTYPE= ./vesper").get(3));
    }

    @Test
    void aFolderInWhichNothingCanBeBuiltIsRefused() throws IOException, InterruptedException {
        Files.delete(root.resolve("target/launcher/built"));
        Files.createFile(root.resolve("target/launcher.lock")); // in the way, for root too
        Process process = checkout.shell("./vesper").redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(2, process.waitFor(), said);
        assertEquals(
                "vesper: can't make " + root.toRealPath() + "/target/launcher.lock, and something is to be built\n",
                said);
    }
}
