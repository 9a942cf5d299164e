package vesper.boot;

import java.io.IOException;
import java.util.EnumSet;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * The user's terminal in raw mode: each key reaches the guest at once and unechoed. It is put back as it was on every
 * way out: at {@link #close}, and by a shutdown hook for signals.
 *
 * <p>This class alone touches JLine, so that a machine with a pipe on its input doesn't load it.
 */
final class HostTerminal implements AutoCloseable {
    private final Terminal terminal;
    private final Attributes original;
    private final Thread hook = new Thread(this::restore, "terminal-restore");

    private HostTerminal(Terminal terminal, boolean signals) {
        this.terminal = terminal;
        this.original = terminal.getAttributes();
        Runtime.getRuntime().addShutdownHook(hook);
        terminal.setAttributes(raw(original, signals));
    }

    /**
     * Makes the terminal raw.
     *
     * @param signals whether its keys for signals keep their meaning; otherwise Ctrl-C is a character for the guest
     */
    static HostTerminal raw(boolean signals) throws IOException {
        Terminal terminal = TerminalBuilder.builder()
                .name("vesper")
                .system(true)
                .dumb(false)
                .nativeSignals(false)
                .build();
        return new HostTerminal(terminal, signals);
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

    private void restore() {
        terminal.setAttributes(original);
    }

    @Override
    public void close() throws IOException {
        restore();
        terminal.close();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // a signal has the hook running already, and it does the same
        }
    }
}
