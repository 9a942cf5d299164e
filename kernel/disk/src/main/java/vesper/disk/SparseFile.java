package vesper.disk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** A file in memory with holes: what was never written is zero and takes no memory. For one thread. */
public final class SparseFile implements Content {
    private static final byte[] ZEROS = new byte[Minix3.BLOCK];

    private final Map<Long, byte[]> blocks = new HashMap<>();
    private long size;

    /** A file of these bytes and no holes but those of whole blocks of zeros. */
    public static SparseFile of(byte[] bytes) {
        return new SparseFile().put(0, bytes);
    }

    /**
     * Writes bytes, and makes the file longer if they lie beyond its end.
     *
     * @param position in bytes, from the file's beginning
     * @throws IllegalArgumentException if the position is negative
     */
    public SparseFile put(long position, byte[] bytes) {
        grow(position);
        grow(Math.addExact(position, bytes.length));
        for (int done = 0; done < bytes.length; ) {
            int offset = (int) ((position + done) % Minix3.BLOCK);
            int count = Math.min(Minix3.BLOCK - offset, bytes.length - done);
            byte[] block = blocks.computeIfAbsent((position + done) / Minix3.BLOCK, index -> new byte[Minix3.BLOCK]);
            System.arraycopy(bytes, done, block, offset, count);
            done += count;
        }
        return this;
    }

    /** Writes text in UTF-8, as {@link #put(long, byte[])} does. */
    public SparseFile put(long position, String text) {
        return put(position, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Makes the file at least so long, in bytes, with a hole at the end. */
    public SparseFile grow(long to) {
        if (to < 0) {
            throw new IllegalArgumentException("a file has no byte " + to);
        }
        size = Math.max(size, to);
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    /** All its bytes, holes as zeros. */
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size));
        read(0, bytes);
        return bytes.array();
    }

    @Override
    public BitSet filled() {
        BitSet filled = new BitSet();
        blocks.forEach((index, block) -> filled.set(Math.toIntExact(index), !Arrays.equals(block, ZEROS)));
        return filled;
    }

    @Override
    public Reader open() {
        return this::read;
    }

    private void read(long position, ByteBuffer into) {
        for (long at = position; into.hasRemaining(); ) {
            int offset = (int) (at % Minix3.BLOCK);
            int count = Math.min(Minix3.BLOCK - offset, into.remaining());
            byte[] block = blocks.get(at / Minix3.BLOCK);
            if (block == null) {
                into.put(ZEROS, 0, count);
            } else {
                into.put(block, offset, count);
            }
            at += count;
        }
    }

    /** A copy that later writes don't change. */
    SparseFile copy() {
        SparseFile copy = new SparseFile();
        copy.size = size;
        blocks.forEach((index, block) -> copy.blocks.put(index, Arrays.copyOf(block, block.length)));
        return copy;
    }
}
