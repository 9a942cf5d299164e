package vesper.hart;

import vesper.hart.execute.Contexts;
import vesper.hart.memory.Mmu;
import vesper.hart.state.HartState;
import vesper.hart.state.Privilege;

/**
 * A hart that is at an instruction boundary and does not run: to be looked at, changed, and stepped. For one thread at a
 * time, and only between {@link HartGroup#stop} and {@link HartGroup#start}.
 */
public final class StoppedHart {
    private static final int REGISTERS = 32;

    private final Hart hart;
    private final HartState state;
    private final Contexts contexts;
    private final Mmu mmu;

    StoppedHart(Hart hart, HartState state, Contexts contexts, Mmu mmu) {
        this.hart = hart;
        this.state = state;
        this.contexts = contexts;
        this.mmu = mmu;
    }

    /** The next instruction's address. */
    public long pc() {
        return state.pc;
    }

    /** Whether it is in {@code wfi}, the instruction before its {@code pc}. */
    public boolean waits() {
        return hart.waits();
    }

    /** Has the hart go on elsewhere, no longer in {@code wfi}; an instruction's address is even. */
    public void setPc(long pc) {
        hart.leaveWfi();
        state.pc = pc & ~1L;
    }

    /** Reads {@code x<index>}. */
    public long x(int index) {
        return state.x(checked(index));
    }

    /** Sets {@code x<index>}; {@code x0} stays 0. */
    public void setX(int index, long value) {
        state.setX(checked(index), value);
    }

    /** Reads the bits of {@code f<index>}. */
    public long f(int index) {
        return state.f(checked(index));
    }

    /** Sets the bits of {@code f<index>}; {@code mstatus.FS} stays as it is. */
    public void setF(int index, long bits) {
        state.f[checked(index)] = bits;
    }

    private static int checked(int index) {
        if (index < 0 || index >= REGISTERS) {
            throw new IllegalArgumentException("no register " + index);
        }
        return index;
    }

    /** One of {@link Privilege}'s. */
    public int privilege() {
        return state.privilege;
    }

    /** Changes it to one of {@link Privilege}'s, and nothing else that a trap would. */
    public void setPrivilege(int privilege) {
        if (privilege != Privilege.U && privilege != Privilege.S && privilege != Privilege.M) {
            throw new IllegalArgumentException("no privilege " + privilege);
        }
        contexts.setPrivilege(privilege);
    }

    /** Whether there is such a CSR, whoever may access it. */
    public boolean hasCsr(int csr) {
        return state.csrs.exists(csr);
    }

    /** Reads a CSR that there is, as M-mode would if nothing else forbade it. */
    public long csr(int csr) {
        hart.drain();
        return state.csrs.read(csr);
    }

    /** Writes a CSR that there is, as M-mode would; fields that take only legal values keep to them. */
    public void setCsr(int csr, long value) {
        hart.drain();
        state.csrs.write(csr, value);
    }

    /** Instructions since power on or reset. */
    public long instret() {
        return state.instret;
    }

    /**
     * Where an address leads as the hart's loads and stores would have it, whatever its rights there; nothing is changed.
     *
     * @return the physical address, or -1
     */
    public long physical(long vaddr) {
        return mmu.peek(vaddr, state.dataPrivilege);
    }

    /** After something else than a hart stored to memory: what was decoded is compared with it. */
    public void codeChanged() {
        hart.codeChanged();
    }

    /**
     * Executes one instruction, or takes the trap that it raises; {@code wfi} does not wait. Interrupts stay pending
     * meanwhile, as QEMU's debugger has it.
     */
    public void step() {
        hart.step();
    }
}
