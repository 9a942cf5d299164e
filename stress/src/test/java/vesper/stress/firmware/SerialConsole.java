package vesper.stress.firmware;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A machine in a process of its own, whose console is read and written as a person at a terminal would. */
public final class SerialConsole implements AutoCloseable {
    /** Long past any sane time; a watchdog, not a measurement. */
    private static final long PATIENCE_SECONDS = 180;

    private final Process process;
    private final StringBuilder text = new StringBuilder(); // guarded by itself
    private final Thread reader;
    private int seen;

    SerialConsole(List<String> command) throws IOException {
        this(new ProcessBuilder(command));
    }

    public SerialConsole(ProcessBuilder command) throws IOException {
        process = command.redirectErrorStream(true).start();
        reader = Thread.ofPlatform().daemon().start(this::read);
    }

    private void read() {
        byte[] buffer = new byte[4096];
        try (InputStream in = process.getInputStream()) {
            int length = in.read(buffer);
            while (length >= 0) {
                synchronized (text) {
                    text.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
                    text.notifyAll();
                }
                length = in.read(buffer);
            }
        } catch (IOException e) {
            synchronized (text) {
                text.append("[console: ").append(e.getMessage()).append(']');
            }
        }
    }

    /** Waits until the machine has printed this after what was awaited before. */
    public void await(String wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (text) {
            int at = text.indexOf(wanted, seen);
            while (at < 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0 || !process.isAlive()) {
                    throw new AssertionError("no \"" + wanted + "\" in:\n" + text);
                }
                text.wait(Math.min(left, 1000));
                at = text.indexOf(wanted, seen);
            }
            seen = at + wanted.length();
        }
    }

    public void type(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(StandardCharsets.ISO_8859_1));
        process.getOutputStream().flush();
    }

    /** Waits for the machine to end; {@return its exit status} */
    public int exitStatus() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after:\n" + text());
        }
        reader.join();
        return process.exitValue();
    }

    public String text() {
        synchronized (text) {
            return text.toString();
        }
    }

    /** Whatever it has started goes too: a shell's command would outlive it. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
