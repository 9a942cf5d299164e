package vesper.device.virtio;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import vesper.bus.AccessFault;
import vesper.bus.Dma;

/**
 * One request's buffers: a stream of bytes that the device reads, and one that it writes. How the driver cut them into
 * descriptors is nobody's business (virtio 1.2, section 2.7.4).
 *
 * <pre>
 *  struct virtq_desc, 16 bytes
 *   0        8     12      14      16
 *  +--------+-----+-------+-------+
 *  |  addr  | len | flags | next  |
 *  +--------+-----+-------+-------+
 * </pre>
 *
 * <p>Reused from request to request, for the I/O thread only, but for {@link #abandon}.
 */
final class DescriptorChain {
    /** Descriptors in a queue and in a chain, at most. */
    static final int MAX_LENGTH = 1024;

    static final int DESCRIPTOR_SIZE = 16;

    private static final int NEXT = 1;
    private static final int WRITE = 2;
    private static final int INDIRECT = 4;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Dma dma;
    private final byte[] descriptor = new byte[DESCRIPTOR_SIZE];

    // buffers 0 to writableFrom - 1 are read by the device, the rest up to count written
    private final long[] address = new long[MAX_LENGTH];
    private final long[] length = new long[MAX_LENGTH];
    private int count;
    private int writableFrom;
    private int head;

    // any thread sets it, volatile
    private volatile boolean abandoned;

    DescriptorChain(Dma dma) {
        this.dma = dma;
    }

    /** Has the request under way fail at its next access to RAM, so that a reset needn't wait for all of it. */
    void abandon() {
        abandoned = true;
    }

    /** Undoes {@link #abandon}, once no request is under way. */
    void allowAgain() {
        abandoned = false;
    }

    /** Reads the chain that begins with descriptor {@code first} of a table of {@code size}. */
    void follow(long table, int size, int first) throws QueueFault, AccessFault {
        head = first;
        count = 0;
        writableFrom = -1;
        long base = table;
        int entries = size;
        boolean indirect = false;
        int index = first;
        int visited = 0;
        while (true) {
            if (index >= entries) {
                throw new QueueFault("a descriptor outside its table");
            }
            visited++;
            if (visited > entries) {
                throw new QueueFault("a loop of descriptors");
            }
            dma.read(base + (long) index * DESCRIPTOR_SIZE, descriptor, 0, DESCRIPTOR_SIZE);
            int flags = (short) SHORT.get(descriptor, 12);
            if ((flags & INDIRECT) != 0) {
                if (indirect || (flags & NEXT) != 0) {
                    throw new QueueFault("an indirect descriptor inside a table, or with a next one");
                }
                indirect = true;
                base = (long) LONG.get(descriptor, 0);
                entries = indirectEntries((int) INT.get(descriptor, 8) & 0xffff_ffffL);
                index = 0;
                visited = 0;
            } else {
                addBuffer((flags & WRITE) != 0);
                if ((flags & NEXT) == 0) {
                    break;
                }
                index = (short) SHORT.get(descriptor, 14) & 0xffff;
            }
        }
        if (writableFrom < 0) {
            writableFrom = count;
        }
    }

    private static int indirectEntries(long bytes) throws QueueFault {
        if (bytes == 0 || bytes % DESCRIPTOR_SIZE != 0) {
            throw new QueueFault("an indirect table of " + bytes + " bytes");
        }
        return (int) (bytes / DESCRIPTOR_SIZE);
    }

    private void addBuffer(boolean writable) throws QueueFault {
        if (count == MAX_LENGTH) {
            throw new QueueFault("a chain of more than " + MAX_LENGTH + " descriptors");
        }
        if (writable && writableFrom < 0) {
            writableFrom = count;
        } else if (!writable && writableFrom >= 0) {
            throw new QueueFault("a readable descriptor after a writable one");
        }
        address[count] = (long) LONG.get(descriptor, 0);
        length[count] = (int) INT.get(descriptor, 8) & 0xffff_ffffL;
        count++;
    }

    /** The index of the first descriptor, by which the driver knows the request. */
    int head() {
        return head;
    }

    /** Bytes that the device may read. */
    long readableLength() {
        return sum(0, writableFrom);
    }

    /** Bytes that the device may write. */
    long writableLength() {
        return sum(writableFrom, count);
    }

    private long sum(int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += length[i];
        }
        return sum;
    }

    /** Copies {@code bytes} bytes at {@code position} of the readable stream, which must be there, to {@code into}. */
    void read(long position, byte[] into, int bytes) throws AccessFault {
        copy(0, position, into, bytes, false);
    }

    /** Copies {@code bytes} bytes of {@code from} to {@code position} of the writable stream, which must be there. */
    void write(long position, byte[] from, int bytes) throws AccessFault {
        copy(writableFrom, position, from, bytes, true);
    }

    private void copy(int first, long position, byte[] array, int bytes, boolean toRam) throws AccessFault {
        int buffer = first;
        long within = position;
        int done = 0;
        while (done < bytes) {
            long here = length[buffer] - within;
            if (here <= 0) {
                within -= length[buffer];
                buffer++;
                continue;
            }
            if (abandoned) {
                throw AccessFault.INSTANCE;
            }
            int piece = (int) Math.min(bytes - done, here);
            if (toRam) {
                dma.write(address[buffer] + within, array, done, piece);
            } else {
                dma.read(address[buffer] + within, array, done, piece);
            }
            within += piece;
            done += piece;
        }
    }
}
