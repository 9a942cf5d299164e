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

    /** Executes at the hart's {@code pc} and moves it on; {@code next} is the address of the instruction after. */
    void execute(int op, long slot, long next) {
        int word = (int) (slot >> Slot.IMM_SHIFT);
        switch (op) {
            case Op.CSRRW, Op.CSRRS, Op.CSRRC -> csr(op - Op.CSRRW, word, hart.x[Operands.rs1(word)]);
            case Op.CSRRWI, Op.CSRRSI, Op.CSRRCI -> csr(op - Op.CSRRWI, word, Operands.rs1(word));
            case Op.FENCE_I -> code.fence();
            case Op.ECALL -> throw hart.trap.with(Cause.ENVIRONMENT_CALL_FROM_U + hart.privilege, 0);
            case Op.EBREAK -> throw hart.trap.with(Cause.BREAKPOINT, hart.pc);
            case Op.SFENCE_VMA -> sfenceVma(word);
            case Op.WFI -> waitForInterrupt(next);
            case Op.MRET -> {
                mret();
                return;
            }
            case Op.SRET -> {
                sret();
                return;
            }
            default -> throw illegal();
        }
        hart.pc = next;
        hart.instret++;
    }

    private Trap illegal() {
        return hart.trap.with(Cause.ILLEGAL_INSTRUCTION, 0);
    }

    /**
     * {@code kind} is 0 for read/write, 1 for set, 2 for clear. Unprivileged manual, table 7: with rd = x0 a
     * read/write does not read, with rs1 = x0 a set or clear does not write.
     */
    private void csr(int kind, int word, long operand) {
        int number = Operands.csr(word);
        boolean writes = kind == 0 || Operands.rs1(word) != 0;
        CsrFile csrs = hart.csrs;
        if (!csrs.mayAccess(number, writes)) {
            throw illegal();
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
    }

    /** Privileged manual, section 3.3.2. */
    private void mret() {
        if (hart.privilege != Privilege.M) {
            throw illegal();
        }
        long mstatus = hart.csrs.mstatus;
        int to = (int) (mstatus & Mstatus.MPP) >>> Mstatus.MPP_SHIFT;
        long interruptEnable = (mstatus & Mstatus.MPIE) != 0 ? Mstatus.MIE : 0;
        mstatus = (mstatus & ~(Mstatus.MIE | Mstatus.MPP)) | interruptEnable | Mstatus.MPIE;
        returnTo(to, mstatus, hart.csrs.mepc);
    }

    private void sret() {
        long mstatus = hart.csrs.mstatus;
        boolean trapped = hart.privilege == Privilege.S && (mstatus & Mstatus.TSR) != 0;
        if (hart.privilege == Privilege.U || trapped) {
            throw illegal();
        }
        int to = (mstatus & Mstatus.SPP) != 0 ? Privilege.S : Privilege.U;
        long interruptEnable = (mstatus & Mstatus.SPIE) != 0 ? Mstatus.SIE : 0;
        mstatus = (mstatus & ~(Mstatus.SIE | Mstatus.SPP)) | interruptEnable | Mstatus.SPIE;
        returnTo(to, mstatus, hart.csrs.sepc);
    }

    private void returnTo(int privilege, long mstatus, long pc) {
        hart.csrs.mstatus = privilege == Privilege.M ? mstatus : mstatus & ~Mstatus.MPRV;
        hart.setPrivilege(privilege);
        hart.pc = pc;
        hart.instret++;
    }

    /** A hart waits for an interrupt that is enabled in {@code mie}, whatever {@code mstatus} says (section 3.3.3). */
    private void waitForInterrupt(long next) {
        boolean timedOut = hart.privilege != Privilege.M && (hart.csrs.mstatus & Mstatus.TW) != 0;
        if (timedOut || hart.privilege == Privilege.U) {
            throw illegal();
        }
        hart.pc = next;
        hart.park();
    }

    private void sfenceVma(int word) {
        boolean trapped = hart.privilege == Privilege.S && (hart.csrs.mstatus & Mstatus.TVM) != 0;
        if (hart.privilege == Privilege.U || trapped) {
            throw illegal();
        }
        VarHandle.fullFence();
        code.flushTranslations();
        if (Operands.rs1(word) == 0) {
            port.flush();
        } else {
            port.flushPage(hart.x[Operands.rs1(word)]);
        }
    }
}
