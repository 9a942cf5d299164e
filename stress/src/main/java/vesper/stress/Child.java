package vesper.stress;

import java.io.IOException;

/**
 * A process that doesn't outlive the one that started it, however that ends, and nor do those that it has started itself.
 */
public final class Child implements AutoCloseable {
    private static final long MILLIS = 200;

    private final Process process;
    private final Thread hook;

    private Child(Process process) {
        this.process = process;
        this.hook = new Thread(this::kill);
    }

    public static Child start(ProcessBuilder builder) throws IOException {
        Child child = new Child(builder.start());
        Runtime.getRuntime().addShutdownHook(child.hook);
        return child;
    }

    public Process process() {
        return process;
    }

    /**
     * Called when a child has ended that should not have, before that is reported. Ctrl-C goes to children as well, and
     * they may be gone before the command itself is told: this gives the interruption time to come.
     *
     * @throws InterruptedException if it comes, or has come
     */
    public static void awaitInterruption() throws InterruptedException {
        Thread.sleep(MILLIS);
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Kills it if it still runs, and returns when it is gone: it may hold a lock, or write into a folder of ours. */
    @Override
    public void close() {
        kill();
        process.onExit().join();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the JVM ends, and the hook finds nothing left to do
        }
    }
}
