package vesper.aot.lower;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Block;
import vesper.aot.ir.Graph;

/** Dominators and natural loops of a graph whose blocks are all reached. */
final class Loops {
    /** A header and all blocks that come back to it without leaving it. */
    static final class Loop {
        private final Block header;
        private final BitSet body = new BitSet();
        private @Nullable Loop parent;
        private int depth = 1;
        private boolean calls;

        Loop(Block header) {
            this.header = header;
            body.set(header.id());
        }

        Block header() {
            return header;
        }

        boolean contains(Block block) {
            return body.get(block.id());
        }

        @Nullable
        Loop parent() {
            return parent;
        }

        /** Whether any of its blocks calls code, so that registers are dear in it. */
        boolean calls() {
            return calls;
        }
    }

    private final List<Block> order; // reverse postorder
    private final int[] number; // in order, by id
    private final @Nullable Block[] dominators; // by id; null of the entry
    private final @Nullable Loop[] innermost; // by id

    Loops(Graph graph) {
        order = reversePostorder(graph);
        number = new int[graph.blockIds()];
        for (int i = 0; i < order.size(); i++) {
            number[order.get(i).id()] = i;
        }
        dominators = new Block[graph.blockIds()];
        findDominators();
        innermost = new Loop[graph.blockIds()];
        findLoops();
    }

    private static List<Block> reversePostorder(Graph graph) {
        List<Block> postorder = new ArrayList<>();
        int[] next = new int[graph.blockIds()];
        Arrays.fill(next, -1);
        List<Block> stack = new ArrayList<>(List.of(graph.entry()));
        next[graph.entry().id()] = 0;
        while (!stack.isEmpty()) {
            Block block = stack.getLast();
            int index = next[block.id()]++;
            if (index == block.succs().size()) {
                postorder.add(stack.removeLast());
                continue;
            }
            Block succ = block.succs().get(index);
            if (next[succ.id()] < 0) {
                next[succ.id()] = 0;
                stack.add(succ);
            }
        }
        Collections.reverse(postorder);
        return postorder;
    }

    private void findDominators() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Block block : order.subList(1, order.size())) {
                Block best = null;
                for (Block pred : block.preds()) {
                    if (pred == order.getFirst() || dominators[pred.id()] != null) {
                        best = best == null ? pred : common(best, pred);
                    }
                }
                changed |= dominators[block.id()] != best;
                dominators[block.id()] = best;
            }
        }
    }

    private Block common(Block left, Block right) {
        Block a = left;
        Block b = right;
        while (a != b) {
            if (number[a.id()] > number[b.id()]) {
                a = dominator(a);
            } else {
                b = dominator(b);
            }
        }
        return a;
    }

    private void findLoops() {
        // Headers in postorder, so that an inner loop is known before the one around it.
        for (Block header : order.reversed()) {
            Loop loop = null;
            for (Block pred : header.preds()) {
                if (dominates(header, pred)) {
                    loop = loop == null ? new Loop(header) : loop;
                    addBody(loop, pred);
                }
            }
            if (loop != null) {
                claim(loop);
            }
        }
        List<Loop> all = Arrays.stream(innermost)
                .filter(loop -> loop != null)
                .distinct()
                .sorted(Comparator.comparingInt(loop -> number[loop.header.id()]))
                .toList();
        for (Loop loop : all) {
            Loop parent = loop.parent;
            loop.depth = parent == null ? 1 : parent.depth + 1;
        }
        for (Block block : order) {
            boolean calls = block.values().stream().anyMatch(value -> value.op().isCall());
            for (Loop loop = of(block); calls && loop != null; loop = loop.parent) {
                loop.calls = true;
            }
        }
    }

    private static void addBody(Loop loop, Block latch) {
        List<Block> work = new ArrayList<>(List.of(latch));
        while (!work.isEmpty()) {
            Block block = work.removeLast();
            if (!loop.contains(block)) {
                loop.body.set(block.id());
                work.addAll(block.preds());
            }
        }
    }

    private void claim(Loop loop) {
        for (int id = loop.body.nextSetBit(0); id >= 0; id = loop.body.nextSetBit(id + 1)) {
            Loop inner = innermost[id];
            if (inner == null) {
                innermost[id] = loop;
                continue;
            }
            Loop outermost = inner;
            for (Loop up = inner.parent; up != null; up = up.parent) {
                outermost = up;
            }
            if (outermost != loop) {
                outermost.parent = loop;
            }
        }
    }

    /** All blocks in reverse postorder. */
    List<Block> order() {
        return order;
    }

    int number(Block block) {
        return number[block.id()];
    }

    /** The immediate dominator of a block that isn't the entry. */
    Block dominator(Block block) {
        Block dominator = dominators[block.id()];
        if (dominator == null) {
            throw new IllegalStateException(block + " has no dominator");
        }
        return dominator;
    }

    boolean dominates(Block upper, Block lower) {
        Block at = lower;
        while (number[at.id()] > number[upper.id()]) {
            at = dominator(at);
        }
        return at == upper;
    }

    /** The innermost loop that a block is in. */
    @Nullable
    Loop of(Block block) {
        return innermost[block.id()];
    }

    int depth(Block block) {
        Loop loop = of(block);
        return loop == null ? 0 : loop.depth;
    }
}
