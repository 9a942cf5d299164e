package vesper.stress.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import vesper.stress.referee.Machine;

/** What a case did, as the driver wrote it: doublewords, by index. */
final class Outcome {
    static final int FINISHED = 0;
    static final int TRAP_COUNT = 1;

    /** {@code mcause, mtval, mepc, mstatus} of each; of a delegated one its S-mode twins, with this bit in the last. */
    static final int TRAPS = 2;

    static final int MAX_TRAPS = 12;
    static final int TRAP_WORDS = 4;

    /** A bit of {@code sstatus} that reads as zero. */
    static final long DELEGATED = 1L << 40;

    /** Where in {@code mtvec}'s or {@code stvec}'s table it came in, in bytes: in bits that read as zero too. */
    static final int VECTOR_SHIFT = 41;

    static final int CSR = TRAPS + MAX_TRAPS * TRAP_WORDS;

    /** The CSRs at the end, in this order from {@link #CSR} on. */
    static final int[] CSRS = CsrRoles.compared();

    static final int X = CSR + CSRS.length;
    static final int F = X + 32;
    static final int CHANGE_COUNT = F + 32;

    /** Address and value of each doubleword of the windows and page tables that is no longer what it was. */
    static final int CHANGES = CHANGE_COUNT + 1;

    static final int WORDS = 256;
    static final int MAX_CHANGES = (WORDS - CHANGES) / 2;
    static final int BYTES = 8 * WORDS;

    private final long[] words;

    Outcome(long[] words) {
        this.words = words.clone();
    }

    /** What a case has left in a machine that is stopped. */
    static Outcome of(Machine machine, int index) {
        long[] words = new long[WORDS];
        ByteBuffer.wrap(machine.read(address(index), BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .get(words);
        return new Outcome(words);
    }

    static long address(int index) {
        return Layout.RESULTS + (long) index * BYTES;
    }

    /** The index of a CSR's value at the end. */
    static int csr(int number) {
        return CSR + Arrays.binarySearch(CSRS, number);
    }

    long word(int index) {
        return words[index];
    }

    /** The same with the lowest bit of a word inverted: a planted fault. */
    Outcome withFlipped(int index) {
        long[] flipped = words.clone();
        flipped[index] ^= 1;
        return new Outcome(flipped);
    }

    boolean finished() {
        return words[FINISHED] == 1;
    }

    int trapCount() {
        return (int) words[TRAP_COUNT];
    }

    long trap(int number, int field) {
        return words[TRAPS + number * TRAP_WORDS + field];
    }

    /** What doublewords hold that are no longer what they were, by address. */
    SortedMap<Long, Long> changes() {
        SortedMap<Long, Long> changes = new TreeMap<>();
        for (int i = 0; i < Math.min(words[CHANGE_COUNT], MAX_CHANGES); i++) {
            changes.put(words[CHANGES + 2 * i], words[CHANGES + 2 * i + 1]);
        }
        return changes;
    }
}
