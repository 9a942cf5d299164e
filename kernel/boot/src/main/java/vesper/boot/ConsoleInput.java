package vesper.boot;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import vesper.machine.Ending;
import vesper.machine.Machine;

/**
 * Carries the host's input to the serial port. One thread reads, and looks for keys that are for the command; another gives
 * the rest to the port as fast as the guest takes it. So Ctrl-A x is seen behind {@value #MOST_WAITING} bytes that the guest
 * hasn't read. If more wait, nothing is read, and nothing is lost.
 *
 * <p>The end of the input doesn't end the machine: a guest may have work to do after its script.
 */
final class ConsoleInput implements AutoCloseable {
    /** Bytes that may wait for the port. */
    static final int MOST_WAITING = 65_536;

    /** How long to wait before offering a byte again to a port whose queue is full. */
    private static final long RETRY_NANOS = 1_000_000;

    /** How long the user who quits waits for output to be written. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Streams streams;
    private final @Nullable HostTerminal terminal;
    private final Machine machine;

    // the reading thread puts, the feeding one takes
    private final BlockingQueue<Byte> waiting = new LinkedBlockingQueue<>(MOST_WAITING);

    // owned by the reading thread; null if no key is special
    private final @Nullable EscapeKeys keys;

    private final Thread reader =
            Thread.ofPlatform().daemon().name("console-in").unstarted(this::read);
    private final Thread feeder =
            Thread.ofPlatform().daemon().name("console-feed").unstarted(this::feed);

    // the reading thread writes, close() reads; volatile
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
        feeder.start();
        reader.start();
    }

    private void read() {
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
        } catch (InterruptedException e) {
            // the machine has ended
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

    private void take(byte key) throws InterruptedException {
        EscapeKeys.Action action = keys == null ? EscapeKeys.Action.SEND : keys.next(key & 0xff);
        switch (action) {
            case SEND -> waiting.put(key);
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

    /** After the machine has ended: nobody takes what is left. A reader that waits for the host stays until that gives. */
    @Override
    public void close() {
        Thread quitting = patience;
        if (quitting != null) {
            quitting.interrupt();
        }
        reader.interrupt();
        feeder.interrupt();
    }

    /** The port's one sender. */
    private void feed() {
        try {
            while (true) {
                send(waiting.take());
            }
        } catch (InterruptedException e) {
            // the machine has ended
        }
    }

    private void send(byte key) throws InterruptedException {
        while (!machine.receive(key)) {
            LockSupport.parkNanos(this, RETRY_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
