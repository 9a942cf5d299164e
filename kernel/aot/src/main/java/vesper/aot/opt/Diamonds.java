package vesper.aot.opt;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Block;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/** {@code c ? true : false}, which javac makes of every condition that is stored or returned, becomes {@code c}. */
final class Diamonds implements Pass {
    @Override
    public boolean run(Graph graph) {
        Map<Value, Value> replacements = new HashMap<>();
        for (Block block : graph.blocks()) {
            if (block.preds().size() != 2) {
                continue;
            }
            Block first = fork(block.preds().get(0));
            Block second = fork(block.preds().get(1));
            Block fork = first == null ? block.preds().get(0) : first;
            if (fork != (second == null ? block.preds().get(1) : second)
                    || fork.kind() != Block.Kind.IF
                    || (first == null && second == null)) {
                continue;
            }
            Block onTrue = fork.succs().get(0);
            boolean firstIsTrue =
                    first == null ? onTrue == block : onTrue == block.preds().get(0);
            for (Value phi : block.phis()) {
                Value condition = condition(fork, phi, firstIsTrue);
                if (condition != null) {
                    replacements.put(phi, condition);
                }
            }
        }
        graph.blocks().forEach(block -> block.values().removeIf(replacements::containsKey));
        graph.replaceUses(replacements);
        return !replacements.isEmpty();
    }

    /** The block that an empty one comes from, or null. */
    private static @Nullable Block fork(Block block) {
        return block.kind() == Block.Kind.GOTO
                        && block.values().stream().allMatch(Value::isConst)
                        && block.preds().size() == 1
                ? block.preds().getFirst()
                : null;
    }

    private static @Nullable Value condition(Block fork, Value phi, boolean firstIsTrue) {
        Value ifTrue = phi.arg(firstIsTrue ? 0 : 1);
        Value ifFalse = phi.arg(firstIsTrue ? 1 : 0);
        Value control = Edges.control(fork);
        if (phi.type() != Type.I32 || Bits.possible(control) != 1) {
            return null;
        }
        if (ifTrue.isConst(1) && ifFalse.isConst(0)) {
            return control;
        }
        if (ifTrue.isConst(0) && ifFalse.isConst(1)) {
            return Arithmetic.isComparison(control.op())
                    ? fork.add(Arithmetic.inverse(control.op()), Type.I32, control.arg(0), control.arg(1))
                    : fork.add(Op.XOR, Type.I32, control, fork.constant(Type.I32, 1));
        }
        return null;
    }
}
