package vesper.aot.regalloc;

import java.util.BitSet;
import java.util.List;
import vesper.aot.lower.MachineBlock;
import vesper.aot.lower.MachineCode;
import vesper.aot.lower.MachineInstruction;
import vesper.aot.lower.MachineInstruction.Kind;

/** Lets slots of the stack that are never needed at the same time be one. */
final class Slots {
    private final MachineCode code;
    private final BitSet[] in; // by block id
    private final BitSet[] conflicts;

    private Slots(MachineCode code, int count) {
        this.code = code;
        in = new BitSet[code.blocks().size()];
        conflicts = new BitSet[count];
        for (int i = 0; i < in.length; i++) {
            in[i] = new BitSet();
        }
        for (int i = 0; i < count; i++) {
            conflicts[i] = new BitSet();
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (MachineBlock block : code.blocks().reversed()) {
                BitSet live = liveIn(block);
                changed |= !live.equals(in[block.id()]);
                in[block.id()] = live;
            }
        }
    }

    private BitSet liveIn(MachineBlock block) {
        BitSet live = new BitSet();
        block.succs().forEach(succ -> live.or(in[succ.id()]));
        for (MachineInstruction instruction : block.instructions().reversed()) {
            int slot = (int) instruction.imm();
            if (instruction.kind() == Kind.SPILL) {
                live.clear(slot);
                conflicts[slot].or(live);
                live.stream().forEach(other -> conflicts[other].set(slot));
            } else if (instruction.kind() == Kind.RELOAD) {
                live.set(slot);
            }
        }
        return live;
    }

    /** Renumbers the slots, and says how many are left. */
    static int share(MachineCode code, int count) {
        return new Slots(code, count).share();
    }

    private int share() {
        int[] shared = new int[conflicts.length];
        int used = 0;
        for (int slot = 0; slot < shared.length; slot++) {
            BitSet taken = new BitSet();
            for (int other = 0; other < slot; other++) {
                if (conflicts[slot].get(other)) {
                    taken.set(shared[other]);
                }
            }
            shared[slot] = taken.nextClearBit(0);
            used = Math.max(used, shared[slot] + 1);
        }
        for (MachineBlock block : code.blocks()) {
            List<MachineInstruction> instructions = block.instructions();
            instructions.replaceAll(instruction -> switch (instruction.kind()) {
                case SPILL -> MachineInstruction.spill(instruction.use(0), shared[(int) instruction.imm()]);
                case RELOAD -> MachineInstruction.reload(instruction.def(0), shared[(int) instruction.imm()]);
                default -> instruction;
            });
        }
        return used;
    }
}
