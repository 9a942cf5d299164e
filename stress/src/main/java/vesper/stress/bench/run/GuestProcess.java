package vesper.stress.bench.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import vesper.stress.Child;

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
        try (Child child = start(side, elf, harts)) {
            Thread watchdog = Watchdog.over(child.process(), patience);
            try {
                return new GuestProcess(child.process(), started).follow();
            } finally {
                watchdog.interrupt();
            }
        } catch (RunFailure e) {
            Child.awaitInterruption();
            throw new RunFailure(side.name() + ": " + e.getMessage());
        }
    }

    private static Child start(Side side, Path elf, int harts) throws RunFailure {
        try {
            return Child.start(new ProcessBuilder(side.command(elf, harts))
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true));
        } catch (IOException e) {
            throw new RunFailure("can't be started: " + e.getMessage());
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
