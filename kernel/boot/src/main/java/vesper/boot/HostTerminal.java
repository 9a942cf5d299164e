package vesper.boot;

import java.io.IOException;
import java.util.EnumSet;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The user's terminal in raw mode: each key reaches the guest at once and unechoed. It is put back as it was on every
 * way out: at {@link #close}, and for signals by the shutdown hook that JLine adds.
 *
 * <p>Opening takes some 0.1 s, so it happens on the input's thread while the guest starts; a machine that ends sooner
 * doesn't wait for it. This class alone touches JLine, so that a machine with a pipe on its input doesn't load it.
 */
final class HostTerminal implements AutoCloseable {
    private final boolean signals;

    // both guarded by the monitor
    private @Nullable Terminal terminal;
    private boolean closed;

    /**
     * Prepares; {@link #makeRaw} does it.
     *
     * @param signals whether the keys for signals keep their meaning; otherwise Ctrl-C is a character for the guest
     */
    HostTerminal(boolean signals) {
        this.signals = signals;
    }

    /** Makes the terminal raw, unless it is closed already. */
    void makeRaw() throws IOException {
        Terminal opened = TerminalBuilder.builder()
                .name("vesper")
                .system(true)
                .type("ansi") // nothing is drawn; JLine would look TERM up, and log what it doesn't know
                .dumb(false)
                .nativeSignals(false)
                .graphemeCluster(false) // asking the terminal would put its answer among the user's keys
                .build();
        synchronized (this) {
            if (closed) {
                opened.close();
            } else {
                terminal = opened;
                opened.setAttributes(raw(opened.getAttributes(), signals));
            }
        }
    }

    private static Attributes raw(Attributes original, boolean signals) {
        Attributes raw = new Attributes(original);
        raw.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.IEXTEN), false);
        raw.setInputFlags(EnumSet.of(InputFlag.IXON, InputFlag.ICRNL, InputFlag.INLCR, InputFlag.IGNCR), false);
        raw.setLocalFlag(LocalFlag.ISIG, signals);
        raw.setControlChar(ControlChar.VMIN, 1);
        raw.setControlChar(ControlChar.VTIME, 0);
        return raw;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (terminal != null) {
            terminal.close();
        }
    }
}
