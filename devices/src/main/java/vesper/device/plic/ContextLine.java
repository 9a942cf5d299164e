package vesper.device.plic;

import java.util.concurrent.atomic.AtomicBoolean;
import vesper.bus.InterruptLine;

/**
 * The line of one context. Its level is decided under the controller's token but driven after the token is given back,
 * because the far end may take its time. Who finds the line busy leaves: the one that is busy looks again before it
 * goes, so the last level decided is always the last one driven.
 */
final class ContextLine {
    private final InterruptLine line;
    private final AtomicBoolean busy = new AtomicBoolean();

    // written by the owner of the controller's token, read volatile
    private volatile boolean decided;

    // written by whoever holds `busy`, read volatile
    private volatile boolean driven;

    ContextLine(InterruptLine line) {
        this.line = line;
    }

    /** For the owner of the token only. */
    void decide(boolean level) {
        if (decided != level) {
            decided = level;
        }
    }

    void drive() {
        while (decided != driven && busy.compareAndSet(false, true)) {
            boolean level = decided;
            if (level != driven) {
                line.set(level);
                driven = level;
            }
            busy.set(false);
        }
    }
}
