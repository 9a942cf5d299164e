package vesper.kernel.boot;

import vesper.metal.Addr;

/**
 * What the kernel wants to know of the flattened device tree (Devicetree Specification 0.4, chapter 5): how much memory
 * there is, how many harts, and how fast {@code mtime} runs. It is read before anything may overwrite it.
 */
public final class DeviceTree {
    private static final int MAGIC = 0xd00d_feed;
    private static final long MAX_SIZE = 1 << 20;
    private static final int BEGIN_NODE = 1;
    private static final int END_NODE = 2;
    private static final int PROP = 3;
    private static final int NOP = 4;
    private static final long REG_SIZE = 16; // two cells for the address, two for the size
    private static final int DEPTH_OF_CPUS = 2;
    private static final int DEPTH_OF_CPU = 3;

    // set once, by read
    private Addr blob = Addr.ZERO;
    private long totalSize;
    private long strings;
    private long memorySize;
    private long timebase;
    private int harts;

    // while reading
    private int depth;
    private boolean inMemory;
    private boolean inCpus;

    /** The size of the RAM that {@link #read} was asked for, in bytes; 0 if unknown. */
    public long memorySize() {
        return memorySize;
    }

    /** Ticks of {@code mtime} a second; 0 if unknown. */
    public long timebase() {
        return timebase;
    }

    /** 0 if unknown. */
    public int harts() {
        return harts;
    }

    /** Reads the tree at {@code at}; returns whether it is one. {@code ram} is where the memory sought begins. */
    public boolean read(Addr at, Addr ram) {
        if (!at.isAligned(Integer.BYTES) || at.value() == 0) {
            return false;
        }
        blob = at;
        totalSize = MAX_SIZE;
        if (word(0) != MAGIC) {
            return false;
        }
        totalSize = Math.min(Integer.toUnsignedLong(word(4)), MAX_SIZE);
        strings = Integer.toUnsignedLong(word(12));
        readStructure(Integer.toUnsignedLong(word(8)), ram);
        return true;
    }

    private void readStructure(long start, Addr ram) {
        long at = start;
        while (at >= 0 && at < totalSize) {
            int token = word(at);
            at += Integer.BYTES;
            switch (token) {
                case BEGIN_NODE -> at = beginNode(at);
                case PROP -> {
                    long length = Integer.toUnsignedLong(word(at));
                    property(at + 8, length, Integer.toUnsignedLong(word(at + 4)), ram);
                    at = aligned(at + 8 + length);
                }
                case END_NODE -> endNode();
                case NOP -> {}
                default -> {
                    return; // the end, or nonsense
                }
            }
        }
    }

    private long beginNode(long name) {
        depth++;
        if (depth == DEPTH_OF_CPUS) {
            inMemory = startsWith(name, "memory");
            inCpus = startsWith(name, "cpus");
        } else if (depth == DEPTH_OF_CPU && inCpus && startsWith(name, "cpu@")) {
            harts++;
        }
        long end = name;
        while (byteAt(end) != 0) {
            end++;
        }
        return aligned(end + 1);
    }

    private void endNode() {
        depth--;
        if (depth < DEPTH_OF_CPUS) {
            inMemory = false;
            inCpus = false;
        }
    }

    private void property(long value, long length, long name, Addr ram) {
        if (depth != DEPTH_OF_CPUS) {
            return;
        }
        if (inMemory && length >= REG_SIZE && startsWith(strings + name, "reg")) {
            if (cells(value) == ram.value()) {
                memorySize = cells(value + 8);
            }
        } else if (inCpus && length == Integer.BYTES && startsWith(strings + name, "timebase-frequency")) {
            timebase = Integer.toUnsignedLong(word(value));
        }
    }

    private long cells(long at) {
        return (Integer.toUnsignedLong(word(at)) << Integer.SIZE) | Integer.toUnsignedLong(word(at + 4));
    }

    /** Big-endian; 0 outside of the blob. */
    private int word(long at) {
        return at >= 0 && at <= totalSize - Integer.BYTES ? Integer.reverseBytes(blob.i32(at)) : 0;
    }

    private int byteAt(long at) {
        return at >= 0 && at < totalSize ? blob.u8(at) : 0;
    }

    private boolean startsWith(long at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (byteAt(at + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static long aligned(long at) {
        return (at + Integer.BYTES - 1) & -Integer.BYTES;
    }
}
