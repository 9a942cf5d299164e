package vesper.hart.region;

import vesper.hart.code.Slot;

/**
 * One guest instruction of a region.
 *
 * @param offset its byte offset from the region's base, a page boundary; negative in an earlier page
 * @param length 2 or 4 bytes
 * @param slot decoded as if it stood at offset 0: see {@link Slot}
 */
public record Step(int offset, int length, long slot) {
    int op() {
        return Slot.op(slot);
    }

    int rd() {
        return Slot.rd(slot);
    }

    int rs1() {
        return Slot.rs1(slot);
    }

    int rs2() {
        return Slot.rs2(slot);
    }

    int imm() {
        return Slot.imm(slot);
    }

    /** The offset of the instruction after it. */
    int next() {
        return offset + length;
    }

    /** Where a branch or {@code jal} leads. */
    int target() {
        return offset + imm();
    }
}
