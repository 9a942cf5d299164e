package vesper.aot.opt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Block;
import vesper.aot.ir.Dominators;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/**
 * Walks the values of a graph, definitions before uses, and lets rules replace each one. A rule answers null if it has
 * nothing to say, the value itself if it changed that in place, or the value that its users are to use instead.
 */
final class Editor {
    private final Graph graph;
    private final Map<Value, Value> replacements = new HashMap<>();
    private final List<Value> done = new ArrayList<>(); // what the block becomes, up to the value in hand
    private int[] uses;
    private boolean changed;
    private @Nullable Value current;

    Editor(Graph graph) {
        this.graph = graph;
        uses = graph.useCounts();
    }

    /** Applies the rule to every value until it has nothing more to say of it. Whether anything changed. */
    boolean rewrite(BiFunction<Editor, Value, @Nullable Value> rule) {
        for (Block block : Dominators.reversePostorder(graph)) {
            List<Value> before = List.copyOf(block.values());
            done.clear();
            for (Value value : before) {
                value.args().replaceAll(this::latest);
                if (apply(rule, value)) {
                    done.add(value);
                }
            }
            block.values().clear();
            block.values().addAll(done);
        }
        graph.replaceUses(replacements);
        return changed;
    }

    /** Whether the value stays. */
    private boolean apply(BiFunction<Editor, Value, @Nullable Value> rule, Value value) {
        current = value;
        for (int i = 0; i < 16; i++) { // rules make values simpler; the limit is for a pair of them that disagrees
            Value better = rule.apply(this, value);
            if (better == null) {
                return true;
            }
            changed = true;
            if (better != value) {
                replacements.put(value, better);
                use(better, usesOf(value));
                return !value.isRemovable();
            }
            value.args().forEach(arg -> use(arg, 1));
        }
        return true;
    }

    private Value latest(Value value) {
        Value at = value;
        for (Value next = replacements.get(at); next != null; next = replacements.get(at)) {
            at = next;
        }
        return at;
    }

    /** A new value before the one in hand, at its position. */
    Value emit(Op op, Type type, Value... args) {
        Value at = current();
        Value value = graph.newValue(at.block(), op, type, List.of(args)).position(at.position());
        value.args().forEach(arg -> use(arg, 1));
        if (at.op() == Op.PHI) {
            throw new IllegalStateException("nothing goes before a phi");
        }
        done.add(value);
        return value;
    }

    Value constant(Type type, long imm) {
        return emit(Op.CONST, type).imm(imm);
    }

    /** Whether nobody but the value in hand uses it. False if that isn't known before the next walk. */
    boolean isUsedOnce(Value value) {
        return usesOf(value) <= 1;
    }

    private int usesOf(Value value) {
        return value.id() < uses.length ? uses[value.id()] : 0;
    }

    /** Counts new uses. Those that go away are not counted off, to be on the safe side. */
    private void use(Value value, int more) {
        if (value.id() >= uses.length) {
            uses = Arrays.copyOf(uses, 2 * value.id() + 1);
        }
        uses[value.id()] += more;
    }

    private Value current() {
        if (current == null) {
            throw new IllegalStateException("no value is in hand");
        }
        return current;
    }
}
