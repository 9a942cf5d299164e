package vesper.aot.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Block;
import vesper.aot.ir.Value;
import vesper.aot.lower.MachineInstruction.Kind;
import vesper.isa.Instruction;
import vesper.isa.Register;

/** Selects for the ends of blocks. */
final class Branches {
    private final Selection out;

    Branches(Selection out) {
        this.out = out;
    }

    /** The end of a block; the machine's block has its successors already. */
    void select(Block block, MachineBlock made, String table) {
        switch (block.kind()) {
            case GOTO -> {
                copyToPhis(block, block.succs().getFirst());
                out.add(MachineInstruction.of(Kind.JUMP, null));
            }
            case IF -> {
                Condition condition = Condition.of(Objects.requireNonNull(block.control()));
                int left = left(condition);
                out.add(MachineInstruction.branch(condition.row(), left, out.registerOrZero(condition.right())));
            }
            case SWITCH -> tableJump(Objects.requireNonNull(block.control()), made, table);
            case RETURN -> giveBack(block.control());
            case FAIL -> out.add(MachineInstruction.of(Kind.FAIL, block.failure()));
        }
        out.endGroup();
    }

    int left(Condition condition) {
        int left = out.registerOrZero(condition.left());
        if (condition.shift() == 0) {
            return left;
        }
        int shifted = out.newRegister();
        out.immediate(Instruction.SLLI, shifted, left, condition.shift());
        return shifted;
    }

    private void giveBack(@Nullable Value value) {
        int a0 = Register.A0.number();
        if (value == null) {
            out.add(MachineInstruction.of(Kind.RETURN, null));
        } else {
            out.move(a0, value);
            out.add(MachineInstruction.of(Kind.RETURN, null, a0));
        }
    }

    private void tableJump(Value index, MachineBlock made, String table) {
        out.code().tables().add(new MachineCode.Table(table, List.copyOf(made.succs())));
        int offset = out.newRegister();
        int entry = out.newRegister();
        int target = out.newRegister();
        out.immediate(Instruction.SLLI, offset, out.register(index), 3);
        out.row(Instruction.ADD, entry, out.address(table), offset);
        out.add(MachineInstruction.row(Instruction.LD, target, 0, entry));
        out.add(MachineInstruction.of(Kind.TABLE_JUMP, null, target));
    }

    private record Copy(int to, int from) {}

    /** All at the same time: none before what it overwrites has been read; constants last, as they read nothing. */
    private void copyToPhis(Block block, Block target) {
        int pred = target.preds().indexOf(block);
        List<Copy> copies = new ArrayList<>();
        List<Value> constants = new ArrayList<>();
        for (Value phi : target.phis()) {
            Value source = Facts.same(phi.arg(pred));
            switch (source.op()) {
                case CONST, OBJECT, SYMBOL -> constants.add(phi);
                default -> copies.add(new Copy(out.register(phi), out.register(source)));
            }
        }
        copies.removeIf(copy -> copy.to == copy.from);
        while (!copies.isEmpty()) {
            Copy next = copies.stream()
                    .filter(copy -> copies.stream().noneMatch(other -> other.from == copy.to))
                    .findFirst()
                    .orElse(null);
            if (next == null) {
                // Only circles are left: what the first one overwrites is kept elsewhere.
                Copy first = copies.getFirst();
                int kept = out.newRegister();
                out.move(kept, first.to);
                copies.replaceAll(copy -> copy.from == first.to ? new Copy(copy.to, kept) : copy);
            } else {
                out.move(next.to, next.from);
                copies.remove(next);
            }
        }
        constants.forEach(phi -> out.move(out.register(phi), phi.arg(pred)));
    }
}
