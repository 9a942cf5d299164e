package vesper.hart.execute;

import vesper.hart.state.CsrFile;
import vesper.hart.state.HartState;
import vesper.hart.state.Interrupt;
import vesper.hart.state.Mstatus;
import vesper.hart.state.Privilege;
import vesper.hart.state.Trap;

/** Takes traps, and returns from them (privileged manual, sections 3.1.6.1 and 3.3.2). Owned by the hart thread. */
public final class TrapUnit {
    private final HartState state;
    private final CsrFile csrs;
    private final Contexts contexts;

    public TrapUnit(HartState state, Contexts contexts) {
        this.state = state;
        this.csrs = state.csrs;
        this.contexts = contexts;
    }

    /** Takes a synchronous exception raised by the instruction at {@code pc}. */
    public void take(Trap raised) {
        take(raised.cause, raised.tval);
    }

    /** As {@link #take(Trap)}, for who can do without throwing. */
    public void take(int cause, long tval) {
        state.stats.traps[cause]++;
        boolean delegated = state.privilege <= Privilege.S && (csrs.medeleg >>> cause & 1) != 0;
        enter(delegated ? Privilege.S : Privilege.M, cause, tval);
    }

    /** Section 3.1.9: takes the highest-priority interrupt that is pending, enabled, and not masked where it would go. */
    public void takePendingInterrupt() {
        long pending = csrs.mip() & csrs.mie;
        if (pending == 0) {
            return;
        }
        int privilege = state.privilege;
        boolean machineOpen = privilege < Privilege.M || (csrs.mstatus & Mstatus.MIE) != 0;
        long toMachine = machineOpen ? pending & ~csrs.mideleg : 0;
        boolean supervisorOpen =
                privilege < Privilege.S || (privilege == Privilege.S && (csrs.mstatus & Mstatus.SIE) != 0);
        long toSupervisor = supervisorOpen ? pending & csrs.mideleg : 0;
        if (toMachine != 0) {
            interrupt(Interrupt.highest(toMachine), Privilege.M);
        } else if (toSupervisor != 0) {
            interrupt(Interrupt.highest(toSupervisor), Privilege.S);
        }
    }

    private void interrupt(Interrupt interrupt, int to) {
        state.stats.interrupts[interrupt.bit()]++;
        enter(to, Long.MIN_VALUE | interrupt.bit(), 0);
    }

    /** Sections 3.1.6.1, 3.1.7 and 3.1.15: stack the privilege and interrupt enable, and jump to the vector. */
    private void enter(int to, long cause, long tval) {
        long mstatus = csrs.mstatus;
        long vector;
        if (to == Privilege.M) {
            csrs.mepc = state.pc;
            csrs.mcause = cause;
            csrs.mtval = tval;
            long enabled = (mstatus & Mstatus.MIE) != 0 ? Mstatus.MPIE : 0;
            mstatus &= ~(Mstatus.MPIE | Mstatus.MIE | Mstatus.MPP);
            mstatus |= enabled | (long) state.privilege << Mstatus.MPP_SHIFT;
            vector = csrs.mtvec;
        } else {
            csrs.sepc = state.pc;
            csrs.scause = cause;
            csrs.stval = tval;
            long enabled = (mstatus & Mstatus.SIE) != 0 ? Mstatus.SPIE : 0;
            mstatus &= ~(Mstatus.SPIE | Mstatus.SIE | Mstatus.SPP);
            mstatus |= enabled | (state.privilege == Privilege.S ? Mstatus.SPP : 0);
            vector = csrs.stvec;
        }
        csrs.mstatus = mstatus;
        contexts.setPrivilege(to);
        boolean vectored = cause < 0 && (vector & 1) != 0;
        state.pc = (vector & ~3L) + (vectored ? 4 * (cause & 63) : 0);
    }

    /** {@code mret}, in M-mode: the privilege and interrupt enable come back from where {@link #enter} put them. */
    void returnFromMachine() {
        long mstatus = csrs.mstatus;
        int to = (int) (mstatus & Mstatus.MPP) >>> Mstatus.MPP_SHIFT;
        long interruptEnable = (mstatus & Mstatus.MPIE) != 0 ? Mstatus.MIE : 0;
        mstatus = (mstatus & ~(Mstatus.MIE | Mstatus.MPP)) | interruptEnable | Mstatus.MPIE;
        returnTo(to, mstatus, csrs.mepc);
    }

    /** {@code sret}. */
    void returnFromSupervisor() {
        long mstatus = csrs.mstatus;
        int to = (mstatus & Mstatus.SPP) != 0 ? Privilege.S : Privilege.U;
        long interruptEnable = (mstatus & Mstatus.SPIE) != 0 ? Mstatus.SIE : 0;
        mstatus = (mstatus & ~(Mstatus.SIE | Mstatus.SPP)) | interruptEnable | Mstatus.SPIE;
        returnTo(to, mstatus, csrs.sepc);
    }

    private void returnTo(int privilege, long mstatus, long pc) {
        csrs.mstatus = privilege == Privilege.M ? mstatus : mstatus & ~Mstatus.MPRV;
        contexts.setPrivilege(privilege);
        state.pc = pc;
    }
}
