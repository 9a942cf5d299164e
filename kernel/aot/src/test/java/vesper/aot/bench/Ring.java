package vesper.aot.bench;

import vesper.metal.Addr;
import vesper.metal.Entry;
import vesper.metal.Symbol;
import vesper.metal.Word;

/** The driver's side of a virtio queue of 8, and a device that answers at once. */
final class Ring {
    private static final int SIZE = 8;
    private static final int NEXT = 1;
    private static final int WRITE = 2;
    private static final int REQUESTS = 1000;
    private static final Ring RING = new Ring();

    private final boolean[] busy = new boolean[SIZE];
    private final long[] owners = new long[SIZE];
    private Descriptors descriptors = new Descriptors(Addr.ZERO);
    private Addr available = Addr.ZERO;
    private Addr used = Addr.ZERO;
    private int seen;

    /** Descriptors of 16 bytes: address, length, flags, next. */
    @Word
    record Descriptors(Addr at) {
        void set(int index, long address, int length, int flags, int next) {
            Addr descriptor = at.plus(16L * index);
            descriptor.set64(0, address);
            descriptor.set32(8, length);
            descriptor.set16(12, flags);
            descriptor.set16(14, next);
        }

        int flags(int index) {
            return at.u16(16L * index + 12);
        }

        int next(int index) {
            return at.u16(16L * index + 14);
        }
    }

    @Entry
    static void setup() {
        RING.descriptors = new Descriptors(Symbol.address("arena"));
        RING.available = Symbol.address("arena").plus(16 * SIZE);
        RING.used = Symbol.address("arena").plus(4096);
    }

    @Entry
    static long bench() {
        long sum = 0;
        for (int i = 0; i < REQUESTS; i++) {
            RING.request(0x8000_0000L + 512L * i, 512, (i & 1) != 0, i);
            RING.answer();
            sum = sum * 7 + RING.complete();
        }
        return sum;
    }

    private void request(long buffer, int length, boolean read, long owner) {
        int head = take();
        int data = take();
        int status = take();
        descriptors.set(head, buffer - 16, 16, NEXT, data);
        descriptors.set(data, buffer, length, read ? NEXT | WRITE : NEXT, status);
        descriptors.set(status, buffer - 1, 1, WRITE, 0);
        owners[head] = owner;
        int index = available.u16(2);
        available.set16(4 + 2L * (index % SIZE), head);
        available.set16(2, index + 1);
    }

    private int take() {
        for (int i = 0; i < SIZE; i++) {
            if (!busy[i]) {
                busy[i] = true;
                return i;
            }
        }
        throw new IllegalStateException("the queue is full");
    }

    private void answer() {
        int index = used.u16(2);
        int head = available.u16(4 + 2L * (index % SIZE));
        used.set32(4 + 8L * (index % SIZE), head);
        used.set32(8 + 8L * (index % SIZE), 1);
        used.set16(2, index + 1);
    }

    private long complete() {
        long sum = 0;
        while (seen != used.u16(2)) {
            int head = used.i32(4 + 8L * (seen % SIZE));
            sum += owners[head];
            release(head);
            seen = (seen + 1) & 0xffff;
        }
        return sum;
    }

    private void release(int head) {
        int at = head;
        while (true) {
            busy[at] = false;
            if ((descriptors.flags(at) & NEXT) == 0) {
                return;
            }
            at = descriptors.next(at);
        }
    }
}
