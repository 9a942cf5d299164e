package vesper.stress.bench.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import vesper.stress.Child;

/** A machine in a process of its own that is killed when it has printed what was awaited. */
final class BootProcess implements AutoCloseable {
    private final Side side;
    private final Boot boot;
    private final long started = System.nanoTime();
    private final Process process;
    private final Thread watchdog;
    private final Child child;
    private final StringBuilder text = new StringBuilder();

    /** @param patience after this the process is killed */
    BootProcess(Side side, Boot boot, Duration patience) throws RunFailure {
        this.side = side;
        this.boot = boot;
        try {
            child = Child.start(new ProcessBuilder(side.command(boot.arguments())).redirectErrorStream(true));
        } catch (IOException e) {
            throw new RunFailure(side.name() + " can't be started: " + e.getMessage());
        }
        process = child.process();
        watchdog = Watchdog.over(process, patience);
    }

    /** {@return the seconds from the command's start to the last awaited text} */
    double run() throws RunFailure, InterruptedException {
        try {
            for (Boot.Step step : boot.script()) {
                await(step.awaited());
                process.getOutputStream().write(step.typed().getBytes(StandardCharsets.ISO_8859_1));
                process.getOutputStream().flush();
            }
        } catch (IOException e) {
            throw new RunFailure(side.name() + ", " + boot.name() + ": " + e.getMessage());
        }
        return (System.nanoTime() - started) / 1e9;
    }

    private void await(String wanted) throws IOException, RunFailure, InterruptedException {
        InputStream in = process.getInputStream();
        int from = text.length();
        byte[] buffer = new byte[4096];
        while (text.indexOf(wanted, from) < 0) {
            int length = in.read(buffer);
            if (length < 0) {
                Child.awaitInterruption();
                String last = text.toString().lines().reduce("", (before, line) -> line);
                throw new RunFailure(side.name() + ", " + boot.name() + ": ended without \"" + wanted + '"'
                        + (last.isEmpty() ? "" : ", saying \"" + last + '"'));
            }
            text.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public void close() {
        child.close();
        watchdog.interrupt();
    }
}
