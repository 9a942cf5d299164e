package vesper.stress.referee;

import java.io.IOException;

/** One hart and RAM. */
public interface Machine extends AutoCloseable {
    long RAM_BASE = 0x8000_0000L;
    long RAM_SIZE = 128L << 20;

    /** Starts a workload at the case {@code next}. */
    void start(Workload workload, int next) throws IOException;

    /** What is at {@code address} while it runs. */
    long load64(long address);

    /** Whether it still runs. */
    boolean alive();

    /** Once it is not {@link #alive}: how it ended, on one line. */
    String epitaph() throws IOException;

    /** Once it is not {@link #alive}: whether a signal ended it, as a failed assertion of its own does. */
    boolean killed();

    void stop() throws IOException;

    /** Once it is stopped: what is at {@code address}. */
    byte[] read(long address, int size);

    @Override
    void close() throws IOException;
}
