package vesper.aot.lower;

import java.util.ArrayList;
import java.util.List;

/** A run of instructions with one of the ends of blocks last. */
public final class MachineBlock {
    private final int id;
    private final int depth;
    private final boolean cold;
    private final List<MachineInstruction> instructions = new ArrayList<>();
    private final List<MachineBlock> succs = new ArrayList<>();

    MachineBlock(int id, int depth, boolean cold) {
        this.id = id;
        this.depth = depth;
        this.cold = cold;
    }

    /** Its index in {@link MachineCode#blocks} as they were made. */
    public int id() {
        return id;
    }

    /** How often it is thought to run when the method runs once. */
    public double frequency() {
        return (cold ? 0.01 : 1) * Math.pow(8, Math.min(depth, 6));
    }

    /** To be changed in place. */
    public List<MachineInstruction> instructions() {
        return instructions;
    }

    public List<MachineBlock> succs() {
        return succs;
    }

    public MachineInstruction end() {
        return instructions.getLast();
    }

    @Override
    public String toString() {
        return "m" + id;
    }
}
