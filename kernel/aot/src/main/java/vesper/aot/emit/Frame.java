package vesper.aot.emit;

import java.util.List;
import vesper.aot.regalloc.Allocation;
import vesper.aot.regalloc.Convention;
import vesper.isa.Assembler;
import vesper.isa.Register;

/**
 * What a method keeps on the stack, {@code sp} being a multiple of 16:
 *
 * <pre>
 *   sp + size      the caller's
 *   sp + size - 8  ra
 *   below          the saved registers in use
 *   sp             the slots, 8 bytes each
 * </pre>
 *
 * A method that calls nothing and saves nothing has none.
 */
final class Frame {
    private static final int NEAR = 0x7f0; // what one addi can add, as a multiple of 16

    private final Assembler assembler;
    private final List<Register> saved;
    private final boolean calls;
    private final int size;

    Frame(Assembler assembler, Allocation allocation, boolean calls) {
        this.assembler = assembler;
        this.calls = calls;
        saved = allocation.saved();
        boolean needed = calls || !saved.isEmpty() || allocation.slots() > 0;
        size = needed ? roundUp(8 * (1 + saved.size() + allocation.slots())) : 0;
    }

    private static int roundUp(int bytes) {
        return (bytes + 15) & -16;
    }

    int size() {
        return size;
    }

    /** What does not fit is taken off first, so that {@code sp} gets far away only when all is saved. */
    void enter() {
        if (size == 0) {
            return;
        }
        int near = Math.min(size, NEAR);
        assembler.addi(Register.SP, Register.SP, -near);
        assembler.sd(Register.RA, near - 8, Register.SP);
        for (int i = 0; i < saved.size(); i++) {
            assembler.sd(saved.get(i), near - 16 - 8L * i, Register.SP);
        }
        adjust(near - size);
    }

    /** {@code ra} is read back only if a call has changed it. */
    void leave() {
        if (size == 0) {
            return;
        }
        int near = Math.min(size, NEAR);
        adjust(size - near);
        if (calls) {
            assembler.ld(Register.RA, near - 8, Register.SP);
        }
        for (int i = 0; i < saved.size(); i++) {
            assembler.ld(saved.get(i), near - 16 - 8L * i, Register.SP);
        }
        assembler.addi(Register.SP, Register.SP, near);
    }

    private void adjust(int bytes) {
        if (bytes != 0) {
            assembler.li(Register.T0, bytes);
            assembler.add(Register.SP, Register.SP, Register.T0);
        }
    }

    void reload(Register register, long slot) {
        long offset = 8 * slot;
        if (offset < 0x800) {
            assembler.ld(register, offset, Register.SP);
        } else {
            assembler.li(register, offset);
            assembler.add(register, register, Register.SP);
            assembler.ld(register, 0, register);
        }
    }

    void spill(Register register, long slot) {
        long offset = 8 * slot;
        if (offset < 0x800) {
            assembler.sd(register, offset, Register.SP);
        } else {
            assembler.li(Convention.SCRATCH, offset);
            assembler.add(Convention.SCRATCH, Convention.SCRATCH, Register.SP);
            assembler.sd(register, 0, Convention.SCRATCH);
        }
    }
}
