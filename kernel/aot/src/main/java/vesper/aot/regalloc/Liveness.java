package vesper.aot.regalloc;

import java.util.BitSet;
import java.util.List;
import vesper.aot.lower.MachineBlock;
import vesper.aot.lower.MachineCode;
import vesper.aot.lower.MachineInstruction;

/** Which registers hold values that are needed behind the end of each block. */
final class Liveness {
    private final BitSet[] out; // by block id

    /** Takes out, on the way, what only computes values that nobody needs. */
    Liveness(MachineCode code) {
        List<MachineBlock> blocks = code.blocks();
        out = new BitSet[blocks.size()];
        BitSet[] in = new BitSet[blocks.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = new BitSet();
            in[i] = new BitSet();
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (MachineBlock block : blocks.reversed()) {
                BitSet live = out[block.id()];
                block.succs().forEach(succ -> live.or(in[succ.id()]));
                BitSet before = (BitSet) live.clone();
                for (MachineInstruction instruction : block.instructions().reversed()) {
                    step(instruction, before);
                }
                if (!before.equals(in[block.id()])) {
                    in[block.id()] = before;
                    changed = true;
                }
            }
        }
        for (MachineBlock block : blocks) {
            removeDead(block);
        }
    }

    /** From what is live behind an instruction to what is live in front of it. */
    static void step(MachineInstruction instruction, BitSet live) {
        if (isDead(instruction, live)) {
            return;
        }
        for (int i = 0; i < instruction.defCount(); i++) {
            live.clear(instruction.def(i));
        }
        for (int i = 0; i < instruction.useCount(); i++) {
            live.set(instruction.use(i));
        }
    }

    private static boolean isDead(MachineInstruction instruction, BitSet live) {
        return instruction.isRemovable() && !live.get(instruction.def(0));
    }

    private void removeDead(MachineBlock block) {
        List<MachineInstruction> instructions = block.instructions();
        BitSet live = out(block);
        boolean[] dead = new boolean[instructions.size()];
        for (int i = dead.length - 1; i >= 0; i--) {
            dead[i] = isDead(instructions.get(i), live);
            step(instructions.get(i), live);
        }
        int[] index = {0};
        instructions.removeIf(instruction -> dead[index[0]++]);
    }

    /** A copy, to be changed. */
    BitSet out(MachineBlock block) {
        return (BitSet) out[block.id()].clone();
    }
}
