package vesper.aot.opt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import vesper.aot.ir.Access;
import vesper.aot.ir.Access.Alias;
import vesper.aot.ir.Access.Order;
import vesper.aot.ir.Block;
import vesper.aot.ir.Dominators;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Loops;
import vesper.aot.ir.Loops.Loop;
import vesper.aot.ir.Op;
import vesper.aot.ir.Value;

/**
 * Versions of memory: a number for each alias class that changes whenever something may have written to it, so that two
 * loads of one address see the same if the version is the same. A snapshot of the graph.
 */
final class Memory {
    private static final int NONE = -1;
    private static final int ALL = -2;

    private final Map<Alias, Integer> classes = new LinkedHashMap<>();
    private final Map<Block, int[]> entries = new LinkedHashMap<>();
    private final Map<Loop, boolean[]> written = new LinkedHashMap<>();
    private int nextVersion = 1;

    Memory(Graph graph, Dominators dominators, Loops loops) {
        for (Block block : dominators.order()) {
            for (Value value : block.values()) {
                if (value.op() == Op.LOAD || value.op() == Op.STORE) {
                    classes.putIfAbsent(value.access().alias(), classes.size());
                }
            }
        }
        loops.all().forEach(loop -> written.put(loop, writtenIn(loop)));
        Map<Block, int[]> exits = new LinkedHashMap<>();
        for (Block block : dominators.order()) {
            int[] versions = entry(block, loops, exits);
            entries.put(block, versions.clone());
            block.values().forEach(value -> pass(value, versions));
            exits.put(block, versions);
        }
    }

    private boolean[] writtenIn(Loop loop) {
        boolean[] flags = new boolean[classes.size()];
        for (Block block : loop.blocks()) {
            for (Value value : block.values()) {
                int writes = writes(value);
                for (int i = 0; i < flags.length; i++) {
                    flags[i] |= writes == ALL || writes == i;
                }
            }
        }
        return flags;
    }

    private int[] entry(Block block, Loops loops, Map<Block, int[]> exits) {
        Loop loop = loops.of(block);
        boolean header = loop != null && loop.header() == block;
        int[] versions = new int[classes.size()];
        for (int i = 0; i < versions.length; i++) {
            boolean fresh = header && Objects.requireNonNull(written.get(loop))[i];
            int common = NONE;
            for (Block pred : block.preds()) {
                int[] exit = exits.get(pred);
                if (exit == null) {
                    fresh |= !header;
                } else {
                    fresh |= common != NONE && common != exit[i];
                    common = exit[i];
                }
            }
            versions[i] = fresh ? nextVersion++ : Math.max(common, 0);
        }
        return versions;
    }

    /** The versions at the block's start: for the caller to hand to {@link #pass}, value by value. */
    int[] atStart(Block block) {
        return Objects.requireNonNull(entries.get(block)).clone();
    }

    /** What is the version of the value's alias class. */
    int version(Value access, int[] versions) {
        Alias alias = access.access().alias();
        return alias.kind() == Alias.Kind.IMMUTABLE ? 0 : versions[index(alias)];
    }

    /** Goes past the value. */
    void pass(Value value, int[] versions) {
        int writes = writes(value);
        for (int i = 0; i < versions.length; i++) {
            if (writes == ALL || writes == i) {
                versions[i] = nextVersion++;
            }
        }
    }

    /** Whether the loop may write to what the load reads. */
    boolean isWritten(Loop loop, Value load) {
        Alias alias = load.access().alias();
        return alias.kind() != Alias.Kind.IMMUTABLE && Objects.requireNonNull(written.get(loop))[index(alias)];
    }

    private int index(Alias alias) {
        return Objects.requireNonNull(classes.get(alias));
    }

    /** The alias class that the value may write to; whatever orders harts may let others' stores be seen: to all. */
    private int writes(Value value) {
        return switch (value.op()) {
            case STORE -> isOrdered(value.access()) ? ALL : index(value.access().alias());
            case LOAD -> isOrdered(value.access()) ? ALL : NONE;
            case CHECK, CSR_READ -> NONE;
            default -> value.op().hasEffect() ? ALL : NONE;
        };
    }

    private static boolean isOrdered(Access access) {
        return access.order() != Order.PLAIN && access.order() != Order.OPAQUE;
    }
}
