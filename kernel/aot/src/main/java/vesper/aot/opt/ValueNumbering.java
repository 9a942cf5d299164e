package vesper.aot.opt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Access;
import vesper.aot.ir.Block;
import vesper.aot.ir.Dominators;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Loops;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/**
 * What is computed already on every way here isn't computed again: pure values, and plain loads of memory that nothing
 * has written to since the same load or a store to the same place. Constants gather in the entry.
 */
final class ValueNumbering implements Pass {
    @Override
    public boolean run(Graph graph) {
        return new Walk(graph).run();
    }

    /** What makes two values equal. {@code version} is that of the memory a load reads. */
    private record Key(Op op, Type type, long imm, @Nullable Object aux, List<Value> args, int version) {}

    /** An object, by identity. */
    private record Same(Object object) {
        @Override
        @SuppressWarnings("ReferenceEquality") // two objects of the image are two, however alike
        public boolean equals(@Nullable Object other) {
            return other instanceof Same same && same.object == object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }

    /** One walk down the tree of dominators; what a block computes is known in its subtree. */
    private static final class Walk {
        private final Graph graph;
        private final Dominators dominators;
        private final Memory memory;
        private final Map<Key, Value> known = new HashMap<>();
        private final Map<Value, Value> replacements = new HashMap<>();
        private boolean changed;

        Walk(Graph graph) {
            this.graph = graph;
            dominators = Dominators.of(graph);
            memory = new Memory(graph, dominators, Loops.of(graph, dominators));
        }

        boolean run() {
            visit(graph.entry());
            graph.replaceUses(replacements);
            return changed;
        }

        private void visit(Block block) {
            List<Key> added = new ArrayList<>();
            int[] versions = memory.atStart(block);
            for (Value value : List.copyOf(block.values())) {
                value.args().replaceAll(arg -> replacements.getOrDefault(arg, arg));
                Key key = key(value, versions);
                if (key != null) {
                    number(block, value, key, versions, added);
                }
                memory.pass(value, versions);
                if (value.op() == Op.STORE && value.access().isPlain()) {
                    remember(stored(value, memory.version(value, versions)), value.arg(1), added);
                }
            }
            dominators.children(block).forEach(this::visit);
            added.forEach(known::remove);
        }

        private void number(Block block, Value value, Key key, int[] versions, List<Key> added) {
            Value earlier = known.get(key);
            if (earlier != null && earlier.type() == value.type()) {
                replacements.put(value, earlier);
                block.values().remove(value);
                changed = true;
                return;
            }
            if (isLeaf(value)) {
                toEntry(block, value, key);
                return;
            }
            remember(key, value, added);
            if (value.op() == Op.LOAD && !whole(value)) {
                Value stored = known.get(stored(value, memory.version(value, versions)));
                if (stored != null && stored.type() == value.type()) {
                    changed |= extend(value, stored);
                }
            }
        }

        private static boolean isLeaf(Value value) {
            return value.op() == Op.CONST || value.op() == Op.OBJECT || value.op() == Op.SYMBOL;
        }

        /** Constants stand in the entry, for all to use; where they get a register is for later to find out. */
        private void toEntry(Block block, Value leaf, Key key) {
            known.put(key, leaf);
            if (block != graph.entry()) {
                block.values().remove(leaf);
                leaf.block(graph.entry());
                leaf.position(null);
                graph.entry().values().add(leaf);
            }
        }

        /** Lets a narrow load be what was stored, extended as the load would. */
        private static boolean extend(Value load, Value stored) {
            Access access = load.access();
            if (access.width() > 2) {
                return false;
            }
            Op extension = access.width() == 1
                    ? access.signed() ? Op.SEXT8 : Op.ZEXT8
                    : access.signed() ? Op.SEXT16 : Op.ZEXT16;
            load.become(extension, load.type(), List.of(stored));
            return true;
        }

        private void remember(Key key, Value value, List<Key> added) {
            if (known.putIfAbsent(key, value) == null) {
                added.add(key);
            }
        }

        private @Nullable Key key(Value value, int[] versions) {
            Op op = value.op();
            if (op == Op.LOAD) {
                if (!value.access().isPlain()) {
                    return null;
                }
                int version = memory.version(value, versions);
                return whole(value)
                        ? stored(value, version)
                        : new Key(op, value.type(), value.imm(), value.access(), List.copyOf(value.args()), version);
            }
            if (op == Op.PHI || op == Op.PARAM || op == Op.GET_TP || op.hasEffect()) {
                return null;
            }
            Object aux = value.hasAux() ? value.aux() : null;
            List<Value> args = List.copyOf(value.args());
            if (Arithmetic.isCommutative(op)
                    && args.size() == 2
                    && args.get(0).id() > args.get(1).id()) {
                args = List.of(args.get(1), args.get(0));
            }
            return new Key(
                    op, value.type(), value.imm(), op == Op.OBJECT && aux != null ? new Same(aux) : aux, args, 0);
        }

        /** Whether a load gives exactly what a store of its type put there. */
        private static boolean whole(Value load) {
            int width = load.access().width();
            return width == 8 || (width == 4 && load.type() == Type.I32);
        }

        /** What a load from a place would find that a store to the same place wrote. */
        private static Key stored(Value access, int version) {
            Access how = access.access();
            return new Key(
                    Op.STORE,
                    Type.VOID,
                    access.imm(),
                    how.alias() + "/" + how.width(),
                    List.of(access.arg(0)),
                    version);
        }
    }
}
