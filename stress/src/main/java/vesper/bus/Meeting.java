package vesper.bus;

/**
 * The state of a case whose two actors meet before they begin, so that what follows happens at the same moment. In this
 * package because the cases of every package may see it.
 */
public abstract class Meeting {
    /** How long an actor waits for the other: a few microseconds, because the host may have taken the other's core. */
    private static final int PATIENCE = 200;

    // each set by its own actor, volatile
    private volatile boolean firstIsHere;
    private volatile boolean secondIsHere;

    /** For the first actor, before it begins. */
    protected final void first() {
        firstIsHere = true;
        for (int i = 0; i < PATIENCE && !secondIsHere; i++) {
            Thread.onSpinWait();
        }
    }

    /** For the second actor, before it begins. */
    protected final void second() {
        secondIsHere = true;
        for (int i = 0; i < PATIENCE && !firstIsHere; i++) {
            Thread.onSpinWait();
        }
    }
}
