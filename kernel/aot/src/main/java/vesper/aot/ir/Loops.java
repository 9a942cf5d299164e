package vesper.aot.ir;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The natural loops of a graph: those whose header dominates the block that branches back. A snapshot. */
public final class Loops {
    /** One loop; loops with one header are one. */
    public static final class Loop {
        private final Block header;
        private final List<Block> blocks = new ArrayList<>();
        private final Set<Block> members = new HashSet<>();
        private @Nullable Loop parent;
        private int depth;

        private Loop(Block header) {
            this.header = header;
            members.add(header);
        }

        public Block header() {
            return header;
        }

        /** All its blocks, those of loops in it too, in reverse postorder: the header first. */
        public List<Block> blocks() {
            return blocks;
        }

        public boolean contains(Block block) {
            return members.contains(block);
        }

        /** The loop around it, or null. */
        public @Nullable Loop parent() {
            return parent;
        }

        /** 1 of an outermost loop. */
        public int depth() {
            return depth;
        }

        /** The blocks of it that branch back to the header. */
        public List<Block> latches() {
            return header.preds().stream().filter(members::contains).toList();
        }

        @Override
        public String toString() {
            return "loop " + header;
        }
    }

    private final List<Loop> loops = new ArrayList<>();
    private final @Nullable Loop[] innermost; // by block id

    private Loops(Graph graph, Dominators dominators) {
        innermost = new Loop[graph.blockIds()];
        for (Block header : dominators.order()) {
            List<Block> work = new ArrayList<>();
            for (Block pred : header.preds()) {
                if (dominators.isReachable(pred) && dominators.dominates(header, pred)) {
                    work.add(pred);
                }
            }
            if (!work.isEmpty()) {
                add(header, work, dominators);
            }
        }
    }

    private void add(Block header, List<Block> work, Dominators dominators) {
        Loop loop = new Loop(header);
        while (!work.isEmpty()) {
            Block block = work.removeLast();
            if (loop.members.add(block)) {
                block.preds().stream().filter(dominators::isReachable).forEach(work::add);
            }
        }
        loop.parent = innermost[header.id()];
        loop.depth = loop.parent == null ? 1 : loop.parent.depth + 1;
        // Headers come in reverse postorder, so an inner loop overwrites the outer one's marks.
        for (Block block : dominators.order()) {
            if (loop.members.contains(block)) {
                loop.blocks.add(block);
                innermost[block.id()] = loop;
            }
        }
        loops.add(loop);
    }

    public static Loops of(Graph graph, Dominators dominators) {
        return new Loops(graph, dominators);
    }

    /** Outer loops before those in them. */
    public List<Loop> all() {
        return loops;
    }

    /** The innermost loop that holds the block, or null. */
    public @Nullable Loop of(Block block) {
        return innermost[block.id()];
    }

    /** In how many loops the block is. */
    public int depth(Block block) {
        Loop loop = of(block);
        return loop == null ? 0 : loop.depth;
    }
}
