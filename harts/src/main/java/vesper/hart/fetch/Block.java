package vesper.hart.fetch;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vesper.hart.code.Cell;
import vesper.hart.code.Ops;
import vesper.hart.code.Slot;
import vesper.isa.Compressed;

/**
 * A run of decoded instructions from one address on, within one page: straight on through branches that are not taken,
 * to the first jump, system instruction or page end.
 *
 * <p>All fields are owned by the hart thread.
 */
public final class Block {
    /** Distinct targets of the block's last {@code jalr} that are kept. */
    static final int MAX_JUMPS = 16;

    private static final long[] NO_JUMPS = {};

    /** The instructions as {@link vesper.hart.code.Slot} packs them: what the translator reads, and rare ones need. */
    public final long[] code;

    /** The same, as {@code Interpreter} executes them. */
    public final long[] cells;

    /** Byte offset of each slot from the start; one more for the end. */
    final short[] offsets;

    /** How many loads, stores and atomics are among so many first slots. */
    public final byte[] accesses;

    /**
     * Where a taken branch or jump leads, if it is in the same page and was taken before: by the slot's number, counted
     * from 1.
     */
    public final @Nullable Block[] links;

    /** RAM offset of the first instruction, or -1 where the block is not of RAM or not of one page. */
    final long ramOffset;

    /** The halfwords that were decoded, to be compared after {@code fence.i}. */
    final short[] halfwords;

    /** The {@code fence.i} count at which the halfwords were last seen to be those in memory. */
    public int epoch;

    /** Entries left before {@code Interpreter} asks what to do about a block that is entered so often. */
    public int heat;

    /** Where {@code jalr} led last, or -1: no target is odd. */
    public long lastJump = -1;

    /** Where {@code jalr} led before, each address once; the first {@link #jumpCount} count. */
    long[] jumps = NO_JUMPS;

    int jumpCount;

    Block(long[] code, short[] offsets, long ramOffset, short[] halfwords, int epoch, int heat) {
        this.code = code;
        this.offsets = offsets;
        this.cells = Cell.of(code, offsets);
        this.accesses = accesses(code);
        this.links = new Block[code.length + 1];
        this.ramOffset = ramOffset;
        this.halfwords = halfwords;
        this.epoch = epoch;
        this.heat = heat;
    }

    private static byte[] accesses(long[] code) {
        byte[] counts = new byte[code.length + 1];
        for (int i = 0; i < code.length; i++) {
            counts[i + 1] = (byte) (counts[i] + (Ops.isAccess(Slot.op(code[i])) ? 1 : 0));
        }
        return counts;
    }

    /** Bytes from the first instruction to the end of the last. */
    int length() {
        return offsets[offsets.length - 1];
    }

    /** The instruction as it stands in memory: 16 or 32 bits. */
    public int raw(int slot) {
        int at = offsets[slot] / 2;
        int low = halfwords[at] & 0xffff;
        return Compressed.isCompressed(low) ? low : low | halfwords[at + 1] << 16;
    }

    /** The address of the slot, in a block that starts at {@code start}. */
    public long address(long start, int slot) {
        return start + offsets[slot];
    }

    /** Keeps a target of {@code jalr} that is not {@link #lastJump}. */
    public void rememberJump(long target) {
        lastJump = target;
        for (int i = 0; i < jumpCount; i++) {
            if (jumps[i] == target) {
                return;
            }
        }
        if (jumpCount < MAX_JUMPS) {
            if (jumpCount == jumps.length) {
                jumps = Arrays.copyOf(jumps, Math.max(1, 2 * jumpCount));
            }
            jumps[jumpCount++] = target;
        }
    }

    /** Byte offset of the last instruction from the start. */
    public int lastOffset() {
        int at = 0;
        int last = 0;
        while (at < length()) {
            last = at;
            at += Compressed.isCompressed(halfwords[at / 2] & 0xffff) ? 2 : 4;
        }
        return last;
    }

    /** Where {@code jalr} led before. */
    public long[] jumpsSeen() {
        return Arrays.copyOf(jumps, jumpCount);
    }
}
