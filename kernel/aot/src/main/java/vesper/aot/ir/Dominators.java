package vesper.aot.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which block is on every way to which other, by the algorithm of Cooper, Harvey and Kennedy. A snapshot: it holds until
 * edges change. Blocks that the entry doesn't reach are unknown to it.
 */
public final class Dominators {
    private static final int UNKNOWN = -1;

    private final List<Block> order;
    private final int[] index; // by block id: the place in order, or UNKNOWN
    private final int[] parent; // by place in order
    private final int[] first; // by place in order: its number in a preorder walk of the tree
    private final int[] last; // the highest such number below it
    private final List<List<Block>> children = new ArrayList<>();

    private Dominators(Graph graph) {
        index = new int[graph.blockIds()];
        Arrays.fill(index, UNKNOWN);
        order = reversePostorder(graph);
        for (int i = 0; i < order.size(); i++) {
            index[order.get(i).id()] = i;
            children.add(new ArrayList<>());
        }
        parent = parents();
        for (int i = 1; i < order.size(); i++) {
            children.get(parent[i]).add(order.get(i));
        }
        first = new int[order.size()];
        last = new int[order.size()];
        number();
    }

    public static Dominators of(Graph graph) {
        return new Dominators(graph);
    }

    /** The reachable blocks, each before its successors but for back edges. */
    public static List<Block> reversePostorder(Graph graph) {
        List<Block> post = new ArrayList<>();
        boolean[] seen = new boolean[graph.blockIds()];
        List<Block> path = new ArrayList<>(List.of(graph.entry()));
        int[] next = new int[graph.blockIds()];
        seen[graph.entry().id()] = true;
        while (!path.isEmpty()) {
            Block block = path.getLast();
            int done = next[block.id()]++;
            if (done == block.succs().size()) {
                post.add(path.removeLast());
                continue;
            }
            // The last successor first, so that the first one comes first in the reversed order.
            Block succ = block.succs().get(block.succs().size() - 1 - done);
            if (!seen[succ.id()]) {
                seen[succ.id()] = true;
                path.add(succ);
            }
        }
        Collections.reverse(post);
        return post;
    }

    private int[] parents() {
        int[] found = new int[order.size()];
        Arrays.fill(found, UNKNOWN);
        found[0] = 0;
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 1; i < order.size(); i++) {
                int common = UNKNOWN;
                for (Block pred : order.get(i).preds()) {
                    int p = index[pred.id()];
                    if (p != UNKNOWN && found[p] != UNKNOWN) {
                        common = common == UNKNOWN ? p : meet(found, p, common);
                    }
                }
                changed |= found[i] != common;
                found[i] = common;
            }
        }
        return found;
    }

    private static int meet(int[] parents, int a, int b) {
        int x = a;
        int y = b;
        while (x != y) {
            if (x > y) {
                x = parents[x];
            } else {
                y = parents[y];
            }
        }
        return x;
    }

    private void number() {
        int clock = 0;
        int[] next = new int[order.size()];
        List<Integer> path = new ArrayList<>(List.of(0));
        first[0] = clock++;
        while (!path.isEmpty()) {
            int at = path.getLast();
            if (next[at] == children.get(at).size()) {
                last[at] = clock - 1;
                path.removeLast();
            } else {
                int child = index[children.get(at).get(next[at]++).id()];
                first[child] = clock++;
                path.add(child);
            }
        }
    }

    /** The reachable blocks in reverse postorder, the entry first. */
    public List<Block> order() {
        return order;
    }

    /** The block's place in {@link #order}. */
    public int index(Block block) {
        return index[block.id()];
    }

    public boolean isReachable(Block block) {
        return block.id() < index.length && index[block.id()] != UNKNOWN;
    }

    /** The closest other block that dominates it; null of the entry. */
    public @Nullable Block parent(Block block) {
        int at = index(block);
        return at == 0 ? null : order.get(parent[at]);
    }

    /** The blocks that it is the {@link #parent} of, in the order of {@link #order}. */
    public List<Block> children(Block block) {
        return children.get(index(block));
    }

    /** Whether every way from the entry to {@code b} comes through {@code a}; each block dominates itself. */
    public boolean dominates(Block a, Block b) {
        int x = index(a);
        int y = index(b);
        return first[x] <= first[y] && first[y] <= last[x];
    }
}
