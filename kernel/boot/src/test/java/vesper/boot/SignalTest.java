package vesper.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever ends a machine, {@code -stats} are told, and the exit status says what it was. */
@Timeout(120)
class SignalTest {
    private static final String STATS = "hart-0 ";

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({"HUP, 129", "INT, 130", "TERM, 143"})
    void aSignalEndsTheMachineWithItsStats(String signal, int status) throws IOException, InterruptedException {
        Process process = CommandProcess.of(
                        "-stats", "-kernel", SerialGuest.deaf(dir).toString())
                .start();
        try {
            assertEquals('>', process.getInputStream().read());
            CommandProcess.signal(process, signal);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(status, process.waitFor(), err);
            assertTrue(err.lines().anyMatch(line -> line.startsWith(STATS)), err);
        } finally {
            process.destroyForcibly();
        }
    }

    /** A reader that is stuck holds up the machine, but neither the end nor its stats. */
    @Test
    void soItDoesWhenNobodyReadsItsOutput() throws IOException, InterruptedException {
        Process process = CommandProcess.of(
                        "-stats", "-kernel", SerialGuest.echo(dir).toString())
                .start();
        try {
            assertEquals('>', process.getInputStream().read());
            process.getOutputStream().write(new byte[60_000]); // less than a pipe holds, and than may wait
            process.getOutputStream().write(new byte[60_000]);
            process.getOutputStream().flush();
            CommandProcess.signal(process, "TERM");
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(143, process.waitFor(), err);
            assertTrue(err.lines().anyMatch(line -> line.startsWith(STATS)), err);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void ctrlAxTellsThemToo() throws IOException {
        CommandRun run = CommandRun.with(
                "\u0001x", "-stats", "-kernel", SerialGuest.deaf(dir).toString());
        assertEquals(0, run.status());
        assertTrue(run.err().lines().anyMatch(line -> line.startsWith(STATS)), run.err());
    }

    @Test
    void anInterruptedCallerGetsThemAndTheStatusOfCtrlC() throws IOException, InterruptedException, ExecutionException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                InputStream.nullInputStream(), out, new PrintStream(err, true, StandardCharsets.UTF_8), false);
        String kernel = SerialGuest.deaf(dir).toString();
        CompletableFuture<Integer> status = new CompletableFuture<>();
        Thread caller =
                Thread.ofPlatform().start(() -> status.complete(new Vesper(streams).run("-stats", "-kernel", kernel)));
        while (out.size() == 0) {
            Thread.sleep(5);
        }
        caller.interrupt();
        assertEquals(130, status.get());
        String told = err.toString(StandardCharsets.UTF_8);
        assertTrue(told.lines().anyMatch(line -> line.startsWith(STATS)), told);
    }
}
