package vesper.stress.bench.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** A machine that runs a guest in a process of its own. */
final class GuestProcess {
    private final Process process;
    private final long started;

    private GuestProcess(Process process, long started) {
        this.process = process;
        this.started = started;
    }

    /**
     * Runs an ELF to its end.
     *
     * @param patience after this the process is killed
     * @throws RunFailure if the machine can't be started, or if the guest does not come to its end
     */
    static GuestRun run(Side side, Path elf, int harts, Duration patience) throws RunFailure, InterruptedException {
        long started = System.nanoTime();
        Process process;
        try {
            process = new ProcessBuilder(side.command(elf, harts))
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new RunFailure(side.name() + " can't be started: " + e.getMessage());
        }
        Thread stop = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(stop);
        Thread watchdog = Watchdog.over(process, patience);
        try {
            return new GuestProcess(process, started).follow();
        } catch (RunFailure e) {
            throw new RunFailure(side.name() + ": " + e.getMessage());
        } finally {
            process.destroyForcibly();
            watchdog.interrupt();
            Runtime.getRuntime().removeShutdownHook(stop);
        }
    }

    private GuestRun follow() throws RunFailure, InterruptedException {
        GuestOutput output = new GuestOutput(this::seconds, new CpuClock(process)::seconds);
        try (BufferedReader in = process.inputReader(StandardCharsets.ISO_8859_1)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                output.take(line);
            }
        } catch (IOException e) {
            throw new RunFailure("its output can't be read: " + e.getMessage());
        }
        return output.finish(process.waitFor());
    }

    private double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }
}
