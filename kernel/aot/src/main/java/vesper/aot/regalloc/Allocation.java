package vesper.aot.regalloc;

import java.util.List;
import vesper.isa.Register;

/** Where the virtual registers of a method's code are. */
public final class Allocation {
    private final int[] registers;
    private final int[] origins;
    private final int slots;
    private final List<Register> saved;

    Allocation(int[] registers, int[] origins, int slots, List<Register> saved) {
        this.registers = registers;
        this.origins = origins;
        this.slots = slots;
        this.saved = saved;
    }

    /** The machine's register that a register is in; of one of the machine's itself. */
    public Register register(int register) {
        return Register.of(registers[register]);
    }

    /** Whether two registers came to lie in the same one. */
    public boolean isSame(int register, int other) {
        return registers[register] == registers[other];
    }

    /** The register whose value it holds: another one if it was made to take that from or to the stack. */
    int origin(int register) {
        return origins[register];
    }

    /** How many of 8 bytes the stack must have. */
    public int slots() {
        return slots;
    }

    /** The registers in use that the method has to save. */
    public List<Register> saved() {
        return saved;
    }
}
