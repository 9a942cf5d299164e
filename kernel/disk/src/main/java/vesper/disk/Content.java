package vesper.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of one file, read at any position and never held whole. */
sealed interface Content permits HostFile, SparseFile {
    /** In bytes. */
    long size();

    Reader open() throws IOException;

    /** An open {@link Content}. */
    interface Reader extends AutoCloseable {
        /**
         * Fills the buffer, which must not reach beyond the file's end.
         *
         * @param position in bytes, from the file's beginning
         */
        void read(long position, ByteBuffer into) throws IOException;

        @Override
        default void close() throws IOException {}
    }
}
