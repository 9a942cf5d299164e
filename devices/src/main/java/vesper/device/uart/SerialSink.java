package vesper.device.uart;

import java.io.IOException;

/** Where the bytes that a guest sends end up. Called by the one thread {@code uart-out} only. */
@FunctionalInterface
public interface SerialSink {
    /** Writes {@code length} bytes; it may block as long as the host does. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Called when there is nothing more to write for now. */
    default void flush() throws IOException {}
}
