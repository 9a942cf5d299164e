package vesper.hart;

import java.lang.invoke.VarHandle;
import vesper.hart.code.Op;
import vesper.hart.code.Slot;
import vesper.isa.Operands;

/**
 * What ends a block: CSR accesses, returns from traps, {@code ecall}, {@code wfi}, fences of code and of translations.
 * Owned by the hart thread, which comes here with its {@code pc} and counts exact.
 */
final class SystemInstructions {
    private final Hart hart;
    private final MemoryPort port;
    private final CodeCache code;

    SystemInstructions(Hart hart, MemoryPort port, CodeCache code) {
        this.hart = hart;
        this.port = port;
        this.code = code;
    }

    /**
     * Executes the instruction at the hart's {@code pc}. The caller has put the integer registers into {@link Hart#x},
     * and {@code pc} and {@code instret} are exact; on return all of these are those of the next instruction boundary.
     * A trap that the instruction raises has been taken: this throws no {@link Trap}.
     *
     * <p>Privilege, translations and the code's epoch may be others afterwards.
     *
     * @param slot as decoded, the whole word in its immediate
     * @param next the address of the instruction after
     * @return whether the hart may execute on at its {@code pc} as after any other block, if nothing wants its attention;
     *     else {@link Hart#turn} must look for an interrupt first
     */
    boolean execute(int op, long slot, long next) {
        int word = (int) (slot >> Slot.IMM_SHIFT);
        return switch (op) {
            case Op.CSRRW, Op.CSRRS, Op.CSRRC -> csr(op - Op.CSRRW, word, hart.x[Operands.rs1(word)], next);
            case Op.CSRRWI, Op.CSRRSI, Op.CSRRCI -> csr(op - Op.CSRRWI, word, Operands.rs1(word), next);
            case Op.ECALL -> trap(Cause.ENVIRONMENT_CALL_FROM_U + hart.privilege, 0);
            case Op.EBREAK -> trap(Cause.BREAKPOINT, hart.pc);
            case Op.MRET -> mret(word);
            case Op.SRET -> sret(word);
            case Op.SFENCE_VMA -> sfenceVma(word, next);
            case Op.WFI -> waitForInterrupt(word, next);
            case Op.FENCE_I -> fenceI(next);
            default -> illegal(word);
        };
    }

    private boolean retire(long next) {
        hart.pc = next;
        hart.instret++;
        return true;
    }

    /** A trap never lets an interrupt in that was kept out before: it masks those of the privilege that it enters. */
    private boolean trap(int cause, long tval) {
        hart.takeTrap(cause, tval);
        return true;
    }

    private boolean illegal(int word) {
        return trap(Cause.ILLEGAL_INSTRUCTION, word & 0xffff_ffffL);
    }

    /** Interpreter and translated code alike go on only with code of the epoch in which they began. */
    private boolean fenceI(long next) {
        code.fence();
        retire(next);
        return false;
    }

    /**
     * {@code kind} is 0 for read/write, 1 for set, 2 for clear. Unprivileged manual, table 7: with rd = x0 a
     * read/write does not read, with rs1 = x0 a set or clear does not write.
     */
    private boolean csr(int kind, int word, long operand, long next) {
        int number = Operands.csr(word);
        boolean writes = kind == 0 || Operands.rs1(word) != 0;
        CsrFile csrs = hart.csrs;
        if (!csrs.mayAccess(number, writes)) {
            return illegal(word);
        }
        int rd = Operands.rd(word);
        long old = kind == 0 && rd == 0 ? 0 : csrs.read(number);
        if (writes) {
            long value = switch (kind) {
                case 0 -> operand;
                case 1 -> csrs.readForModify(number) | operand;
                default -> csrs.readForModify(number) & ~operand;
            };
            csrs.write(number, value);
        }
        if (rd != 0) {
            hart.x[rd] = old;
        }
        retire(next);
        return !csrs.mayInterrupt() || !csrs.touchesInterrupts(number);
    }

    /** Privileged manual, section 3.3.2. */
    private boolean mret(int word) {
        if (hart.privilege != Privilege.M) {
            return illegal(word);
        }
        long mstatus = hart.csrs.mstatus;
        int to = (int) (mstatus & Mstatus.MPP) >>> Mstatus.MPP_SHIFT;
        long interruptEnable = (mstatus & Mstatus.MPIE) != 0 ? Mstatus.MIE : 0;
        mstatus = (mstatus & ~(Mstatus.MIE | Mstatus.MPP)) | interruptEnable | Mstatus.MPIE;
        return returnTo(to, mstatus, hart.csrs.mepc);
    }

    private boolean sret(int word) {
        long mstatus = hart.csrs.mstatus;
        boolean trapped = hart.privilege == Privilege.S && (mstatus & Mstatus.TSR) != 0;
        if (hart.privilege == Privilege.U || trapped) {
            return illegal(word);
        }
        int to = (mstatus & Mstatus.SPP) != 0 ? Privilege.S : Privilege.U;
        long interruptEnable = (mstatus & Mstatus.SPIE) != 0 ? Mstatus.SIE : 0;
        mstatus = (mstatus & ~(Mstatus.SIE | Mstatus.SPP)) | interruptEnable | Mstatus.SPIE;
        return returnTo(to, mstatus, hart.csrs.sepc);
    }

    private boolean returnTo(int privilege, long mstatus, long pc) {
        hart.csrs.mstatus = privilege == Privilege.M ? mstatus : mstatus & ~Mstatus.MPRV;
        hart.setPrivilege(privilege);
        retire(pc);
        return !hart.csrs.mayInterrupt();
    }

    /** A hart waits for an interrupt that is enabled in {@code mie}, whatever {@code mstatus} says (section 3.3.3). */
    private boolean waitForInterrupt(int word, long next) {
        boolean timedOut = hart.privilege != Privilege.M && (hart.csrs.mstatus & Mstatus.TW) != 0;
        if (timedOut || hart.privilege == Privilege.U) {
            return illegal(word);
        }
        retire(next);
        hart.park();
        return !hart.csrs.mayInterrupt();
    }

    /** {@code sfence.vma} in one address space: all of it, or one address. */
    private void forget(int space, int word) {
        if (Operands.rs1(word) == 0) {
            port.flushSpace(space);
            code.flushSpace(space);
        } else {
            long vaddr = hart.x[Operands.rs1(word)];
            port.flushPage(space, vaddr);
            code.flushPage(space, vaddr);
        }
    }

    /** Section 10.2.1. M-mode's addresses are not translated. */
    private boolean sfenceVma(int word, long next) {
        boolean trapped = hart.privilege == Privilege.S && (hart.csrs.mstatus & Mstatus.TVM) != 0;
        if (hart.privilege == Privilege.U || trapped) {
            return illegal(word);
        }
        VarHandle.fullFence();
        boolean everySpace = Operands.rs2(word) == 0;
        long asid = hart.x[Operands.rs2(word)];
        for (int space = 0; space < AddressSpaces.COUNT; space++) {
            if (everySpace ? hart.spaces.isUsed(space) : hart.spaces.isMeant(space, asid)) {
                forget(space, word);
            }
        }
        return retire(next);
    }
}
