package vesper.hart.execute;

import java.lang.invoke.VarHandle;
import vesper.hart.code.Op;
import vesper.hart.code.Slot;
import vesper.hart.fetch.CodeCache;
import vesper.hart.memory.MemoryPort;
import vesper.hart.state.AddressSpaces;
import vesper.hart.state.Cause;
import vesper.hart.state.CsrFile;
import vesper.hart.state.HartState;
import vesper.hart.state.Mstatus;
import vesper.hart.state.Privilege;
import vesper.hart.state.Trap;
import vesper.isa.Operands;

/**
 * What ends a block: CSR accesses, returns from traps, {@code ecall}, {@code wfi}, fences of code and of translations.
 * Owned by the hart thread, which comes here with its {@code pc} and counts exact.
 */
public final class SystemInstructions {
    private final HartState state;
    private final CsrFile csrs;
    private final TrapUnit traps;
    private final MemoryPort port;
    private final CodeCache code;
    private final Runnable park;

    /** @param park what {@code wfi} does: sleeps until an interrupt that {@code mie} enables is pending */
    public SystemInstructions(HartState state, TrapUnit traps, MemoryPort port, CodeCache code, Runnable park) {
        this.state = state;
        this.csrs = state.csrs;
        this.traps = traps;
        this.port = port;
        this.code = code;
        this.park = park;
    }

    /**
     * Executes the instruction at the hart's {@code pc}. The caller has put the integer registers into {@link HartState#x},
     * and {@code pc} and {@code instret} are exact; on return all of these are those of the next instruction boundary.
     * A trap that the instruction raises has been taken: this throws no {@link Trap}.
     *
     * <p>Privilege, translations and the code's epoch may be others afterwards.
     *
     * @param slot as decoded, the whole word in its immediate
     * @param next the address of the instruction after
     * @return whether the hart may execute on at its {@code pc} as after any other block, if nothing wants its attention;
     *     else the hart must look for an interrupt first
     */
    public boolean execute(int op, long slot, long next) {
        int word = (int) (slot >> Slot.IMM_SHIFT);
        return switch (op) {
            case Op.CSRRW, Op.CSRRS, Op.CSRRC -> csr(op - Op.CSRRW, word, state.x[Operands.rs1(word)], next);
            case Op.CSRRWI, Op.CSRRSI, Op.CSRRCI -> csr(op - Op.CSRRWI, word, Operands.rs1(word), next);
            case Op.ECALL -> trap(Cause.ENVIRONMENT_CALL_FROM_U + state.privilege, 0);
            case Op.EBREAK -> trap(Cause.BREAKPOINT, state.pc);
            case Op.MRET -> mret(word);
            case Op.SRET -> sret(word);
            case Op.SFENCE_VMA -> sfenceVma(word, next);
            case Op.WFI -> waitForInterrupt(word, next);
            case Op.FENCE_I -> fenceI(next);
            default -> illegal(word);
        };
    }

    private boolean retire(long next) {
        state.pc = next;
        state.instret++;
        return true;
    }

    /** A trap never lets an interrupt in that was kept out before: it masks those of the privilege that it enters. */
    private boolean trap(int cause, long tval) {
        traps.take(cause, tval);
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
            state.x[rd] = old;
        }
        retire(next);
        return !csrs.mayInterrupt() || !csrs.touchesInterrupts(number);
    }

    /** Privileged manual, section 3.3.2. */
    private boolean mret(int word) {
        if (state.privilege != Privilege.M) {
            return illegal(word);
        }
        traps.returnFromMachine();
        return returned();
    }

    private boolean sret(int word) {
        boolean trapped = state.privilege == Privilege.S && (csrs.mstatus & Mstatus.TSR) != 0;
        if (state.privilege == Privilege.U || trapped) {
            return illegal(word);
        }
        traps.returnFromSupervisor();
        return returned();
    }

    private boolean returned() {
        state.instret++;
        return !csrs.mayInterrupt();
    }

    /** A hart waits for an interrupt that is enabled in {@code mie}, whatever {@code mstatus} says (section 3.3.3). */
    private boolean waitForInterrupt(int word, long next) {
        boolean timedOut = state.privilege != Privilege.M && (csrs.mstatus & Mstatus.TW) != 0;
        if (timedOut || state.privilege == Privilege.U) {
            return illegal(word);
        }
        retire(next);
        park.run();
        return !csrs.mayInterrupt();
    }

    /** {@code sfence.vma} in one address space: all of it, or one address. */
    private void forget(int space, int word) {
        if (Operands.rs1(word) == 0) {
            port.flushSpace(space);
            code.flushSpace(space);
        } else {
            long vaddr = state.x[Operands.rs1(word)];
            port.flushPage(space, vaddr);
            code.flushPage(space, vaddr);
        }
    }

    /** Section 10.2.1. M-mode's addresses are not translated. */
    private boolean sfenceVma(int word, long next) {
        boolean trapped = state.privilege == Privilege.S && (csrs.mstatus & Mstatus.TVM) != 0;
        if (state.privilege == Privilege.U || trapped) {
            return illegal(word);
        }
        VarHandle.fullFence();
        boolean everySpace = Operands.rs2(word) == 0;
        long asid = state.x[Operands.rs2(word)];
        for (int space = 0; space < AddressSpaces.COUNT; space++) {
            if (everySpace ? state.spaces.isUsed(space) : state.spaces.isMeant(space, asid)) {
                forget(space, word);
            }
        }
        return retire(next);
    }
}
