package vesper.boot;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import vesper.machine.Ending;
import vesper.machine.Machine;

/**
 * Carries the host's input to the serial port, on a thread of its own. The end of the input doesn't end the machine: a
 * guest may have work to do after its script.
 */
final class ConsoleInput implements AutoCloseable {
    /** How long to wait before offering a byte again to a port whose queue is full. */
    private static final long RETRY_NANOS = 1_000_000;

    /** How long the user who quits waits for output to be written. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Streams streams;
    private final @Nullable HostTerminal terminal;
    private final Machine machine;

    // owned by the input thread; null if no key is special
    private final @Nullable EscapeKeys keys;

    // the input thread writes, close() reads; volatile
    private volatile @Nullable Thread patience;

    /**
     * Prepares; {@link #start} begins.
     *
     * @param terminal to be made raw first; null if the input is none
     * @param escapes whether Ctrl-A is for the command
     */
    ConsoleInput(Streams streams, @Nullable HostTerminal terminal, Machine machine, boolean escapes) {
        this.streams = streams;
        this.terminal = terminal;
        this.machine = machine;
        this.keys = escapes ? new EscapeKeys() : null;
    }

    void start() {
        Thread.ofPlatform().daemon().name("console-in").start(this::pump);
    }

    private void pump() {
        makeRaw();
        InputStream in = streams.in();
        byte[] buffer = new byte[256];
        try {
            int length = in.read(buffer);
            while (length >= 0) {
                for (int i = 0; i < length; i++) {
                    take(buffer[i]);
                }
                length = in.read(buffer);
            }
        } catch (IOException e) {
            // as good as its end: the terminal has gone, and SIGHUP says the rest
        }
    }

    private void makeRaw() {
        try {
            if (terminal != null) {
                terminal.makeRaw();
            }
        } catch (IOException | IllegalStateException e) {
            // a terminal that can't be made raw still gives whole lines
        }
    }

    private void take(byte key) {
        EscapeKeys.Action action = keys == null ? EscapeKeys.Action.SEND : keys.next(key & 0xff);
        switch (action) {
            case SEND -> send(key);
            case HELP -> streams.err().print(EscapeKeys.HELP_TEXT);
            case QUIT -> quit();
            case SWALLOW -> {}
        }
    }

    /** Ends the machine, and the process too if the machine can't end: its output may wait for a reader that is stuck. */
    private void quit() {
        // first, so that close() finds it however soon the machine ends
        patience = Thread.ofPlatform().daemon().name("quit").start(() -> {
            try {
                Thread.sleep(PATIENCE);
                System.exit(0);
            } catch (InterruptedException e) {
                // the machine has ended
            }
        });
        machine.end(new Ending(0, ""));
    }

    /** After the machine has ended. */
    @Override
    public void close() {
        Thread waiting = patience;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    private void send(byte key) {
        while (!machine.receive(key)) {
            LockSupport.parkNanos(this, RETRY_NANOS);
        }
    }
}
