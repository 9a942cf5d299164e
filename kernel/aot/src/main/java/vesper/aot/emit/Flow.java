package vesper.aot.emit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vesper.aot.lower.MachineBlock;
import vesper.aot.lower.MachineCode;
import vesper.aot.lower.MachineInstruction;
import vesper.aot.lower.MachineInstruction.Kind;
import vesper.aot.regalloc.Allocation;

/** Where jumps end in the finished code: past blocks from which nothing but a jump was left. */
final class Flow {
    private final List<MachineBlock> blocks;
    private final Allocation allocation;
    private final BitSet empty = new BitSet();

    Flow(MachineCode code, Allocation allocation) {
        this.allocation = allocation;
        for (MachineBlock block : code.blocks()) {
            if (block.end().kind() == Kind.JUMP && block.instructions().stream().allMatch(this::isNothing)) {
                empty.set(block.id());
            }
        }
        blocks = new ArrayList<>(code.blocks());
        blocks.subList(1, blocks.size()).removeIf(block -> empty.get(block.id()) && destination(block) != block);
    }

    private boolean isNothing(MachineInstruction instruction) {
        return switch (instruction.kind()) {
            case JUMP -> true;
            case MOVE -> allocation.isSame(instruction.def(0), instruction.use(0));
            default -> false;
        };
    }

    /** Those that have code, the entry first. */
    List<MachineBlock> blocks() {
        return blocks;
    }

    /** Where control ends up that goes to a block; the block itself if it jumps in a circle. */
    MachineBlock destination(MachineBlock block) {
        MachineBlock at = block;
        for (int steps = 0; empty.get(at.id()); steps++) {
            if (steps > empty.size()) {
                return block;
            }
            at = at.succs().getFirst();
        }
        return at;
    }

    /** The block that lies behind the index-th, or null. */
    @Nullable
    MachineBlock next(int index) {
        return index + 1 < blocks.size() ? blocks.get(index + 1) : null;
    }
}
