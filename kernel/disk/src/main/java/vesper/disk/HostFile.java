package vesper.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;

/** A file of the host, as long as it was when it was found. */
record HostFile(Path path, long size) implements Content {
    private static final int CHUNK_BLOCKS = 64;

    @Override
    public BitSet filled() throws IOException {
        BitSet filled = new BitSet();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BLOCKS * Minix3.BLOCK);
        ByteBuffer zeros = ByteBuffer.allocate(Minix3.BLOCK);
        try (Reader reader = open()) {
            for (int first = 0; first < blocks(); first += CHUNK_BLOCKS) {
                long position = (long) first * Minix3.BLOCK;
                chunk.clear().limit((int) Math.min(chunk.capacity(), size - position));
                reader.read(position, chunk);
                for (int at = 0; at < chunk.limit(); at += Minix3.BLOCK) {
                    int length = Math.min(Minix3.BLOCK, chunk.limit() - at);
                    boolean zero = chunk.slice(at, length).equals(zeros.slice(0, length));
                    filled.set(first + at / Minix3.BLOCK, !zero);
                }
            }
        }
        return filled;
    }

    @Override
    public Reader open() throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        return new Reader() {
            @Override
            public void read(long position, ByteBuffer into) throws IOException {
                for (long at = position; into.hasRemaining(); ) {
                    int count = channel.read(into, at);
                    if (count < 0) {
                        throw new IOException("it became shorter while it was read");
                    }
                    at += count;
                }
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
