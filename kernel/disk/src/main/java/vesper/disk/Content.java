package vesper.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;

/** The bytes of one file, read at any position and never held whole. */
sealed interface Content permits HostFile, SparseFile {
    /** In bytes. */
    long size();

    /** In blocks, the last of which may be only partly used. */
    default int blocks() {
        return Math.toIntExact(Math.ceilDiv(size(), (long) Minix3.BLOCK));
    }

    /** The blocks that hold anything but zeros. */
    BitSet filled() throws IOException;

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
