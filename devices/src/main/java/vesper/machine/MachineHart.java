package vesper.machine;

import vesper.hart.StoppedHart;
import vesper.hart.state.Privilege;
import vesper.isa.Csrs;

/**
 * A hart of a {@link Machine}. It can be looked at while the machine is {@link MachineState#PAUSED} or {@link
 * MachineState#ENDED}, changed and stepped while it is paused; else each method throws {@link IllegalStateException}. It
 * stays the same hart after a reset.
 */
public final class MachineHart {
    private final Machine machine;
    private final int hartid;
    private final MachineMemory memory;

    MachineHart(Machine machine, int hartid) {
        this.machine = machine;
        this.hartid = hartid;
        this.memory = new MachineMemory(
                machine, vaddr -> machine.look(board -> of(board).physical(vaddr)));
    }

    private StoppedHart of(Board board) {
        return board.harts().hart(hartid).stopped();
    }

    public int hartid() {
        return hartid;
    }

    /** The address of the next instruction. */
    public long pc() {
        return machine.look(board -> of(board).pc());
    }

    /** Has it go on elsewhere; an instruction's address is even. */
    public void setPc(long pc) {
        machine.change(board -> of(board).setPc(pc));
    }

    /** Reads {@code x<index>}, 0 to 31. */
    public long x(int index) {
        return machine.look(board -> of(board).x(index));
    }

    /** Sets {@code x<index>}, 0 to 31; {@code x0} stays 0. */
    public void setX(int index, long value) {
        machine.change(board -> of(board).setX(index, value));
    }

    /** Reads the 64 bits of {@code f<index>}, 0 to 31. */
    public long f(int index) {
        return machine.look(board -> of(board).f(index));
    }

    /** Sets the 64 bits of {@code f<index>}, 0 to 31; {@code mstatus.FS} stays as it is. */
    public void setF(int index, long bits) {
        machine.change(board -> of(board).setF(index, bits));
    }

    /**
     * Reads a CSR, whatever the privilege.
     *
     * @param name as the manual has it, such as {@code mstatus}
     * @throws IllegalArgumentException if there is none of this name
     */
    public long csr(String name) {
        int number = number(name);
        return machine.look(board -> of(board).csr(number));
    }

    /** Writes a CSR, as {@code csrw} in M-mode does: fields that take only legal values keep to them. */
    public void setCsr(String name, long value) {
        int number = number(name);
        if (Csrs.isReadOnly(number)) {
            throw new IllegalArgumentException(name + " is read-only");
        }
        machine.change(board -> of(board).setCsr(number, value));
    }

    private int number(String name) {
        int number = Csrs.number(name).orElse(-1);
        if (number < 0 || !machine.look(board -> of(board).hasCsr(number))) {
            throw new IllegalArgumentException(name + ": no such CSR");
        }
        return number;
    }

    /** {@link Privilege#U}, {@link Privilege#S} or {@link Privilege#M}. */
    public int privilege() {
        return machine.look(board -> of(board).privilege());
    }

    /** Changes the privilege, and nothing else that a trap would. */
    public void setPrivilege(int privilege) {
        machine.change(board -> of(board).setPrivilege(privilege));
    }

    /** Whether it is in {@code wfi}: the instruction before its {@code pc}. */
    public boolean waits() {
        return machine.look(board -> of(board).waits());
    }

    /** Instructions since power on or the last reset. */
    public long instret() {
        return machine.look(board -> of(board).instret());
    }

    /**
     * Memory as its loads and stores would see it now, through {@code satp} and {@code mstatus.MPRV}, whatever their rights;
     * a look changes no PTE and no TLB.
     */
    public MachineMemory memory() {
        return memory;
    }

    /**
     * Executes one instruction after another while all other harts stand. A trap that one raises is taken and counts as
     * one; {@code wfi} does not wait; interrupts stay pending, and the clock stands still.
     *
     * @param count how many
     */
    public void step(long count) {
        machine.change(board -> {
            for (long i = 0; i < count; i++) {
                of(board).step();
            }
        });
    }
}
