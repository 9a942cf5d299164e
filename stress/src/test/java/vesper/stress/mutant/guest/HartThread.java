package vesper.stress.mutant.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * A hart's thread, seen from outside.
 *
 * @param thread as Java knows it
 * @param stat what Linux says of it; no such file on another host
 */
record HartThread(Thread thread, Path stat) {
    /** On the hart's own thread. */
    static HartThread current() {
        Path own = Path.of("/proc/thread-self");
        try {
            own = own.toRealPath();
        } catch (IOException e) {
            own = Path.of("none");
        }
        return new HartThread(Thread.currentThread(), own.resolve("stat"));
    }

    /**
     * Whether it is parked and no {@code unpark} is under way to it: Java says so until the thread runs again, Linux
     * until it is woken.
     */
    boolean isParked() {
        return thread.getState() == Thread.State.WAITING && LockSupport.getBlocker(thread) != null && isAsleep();
    }

    /** The letter behind the name, which stands in parentheses: S is an interruptible sleep, R waits for a core. */
    private boolean isAsleep() {
        try {
            String text = Files.readString(stat);
            return text.startsWith(") S", text.lastIndexOf(')'));
        } catch (IOException e) {
            return true;
        }
    }
}
