package vesper.aot.lower;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Block;
import vesper.aot.ir.Dominators;
import vesper.aot.ir.Loops;
import vesper.aot.ir.Loops.Loop;
import vesper.aot.ir.Op;
import vesper.aot.ir.Value;

/**
 * The order in which blocks lie: what is likely falls through, a loop lies in one piece with a conditional branch at its
 * end, and what only fails lies behind everything.
 */
final class BlockOrder {
    private final List<Block> blocks; // in reverse postorder
    private final Loops loops;
    private final BitSet cold = new BitSet();
    private final int[] number; // by id: the likely order

    BlockOrder(Dominators dominators, Loops loops) {
        this.blocks = dominators.order();
        this.loops = loops;
        number = new int[blocks.getFirst().graph().blockIds()];
        findCold();
        findLikelyOrder();
    }

    /** Whether it can't but fail. */
    boolean isCold(Block block) {
        return cold.get(block.id());
    }

    private void findCold() {
        for (Block block : blocks.reversed()) {
            boolean fails = !block.succs().isEmpty() && block.succs().stream().allMatch(this::isCold);
            if (fails || block.kind() == Block.Kind.FAIL) {
                cold.set(block.id());
            }
        }
    }

    /** Reverse postorder in which the likeliest successor comes first. */
    private void findLikelyOrder() {
        List<Block> postorder = new ArrayList<>();
        List<List<Block>> left = new ArrayList<>();
        List<Block> path = new ArrayList<>();
        BitSet seen = new BitSet();
        Block entry = blocks.getFirst();
        path.add(entry);
        left.add(unlikelyFirst(entry));
        seen.set(entry.id());
        while (!path.isEmpty()) {
            List<Block> next = left.getLast();
            if (next.isEmpty()) {
                postorder.add(path.removeLast());
                left.removeLast();
                continue;
            }
            Block succ = next.removeFirst();
            if (!seen.get(succ.id())) {
                seen.set(succ.id());
                path.add(succ);
                left.add(unlikelyFirst(succ));
            }
        }
        for (int i = 0; i < postorder.size(); i++) {
            number[postorder.get(i).id()] = postorder.size() - i;
        }
    }

    private List<Block> unlikelyFirst(Block block) {
        List<Block> succs = new ArrayList<>(block.succs());
        Collections.reverse(succs);
        succs.sort(Comparator.comparingInt((Block succ) -> likelihood(block, succ))
                .thenComparing(Comparator.comparingInt(Block::id).reversed()));
        return succs;
    }

    private int likelihood(Block block, Block succ) {
        Loop loop = loops.of(block);
        if (isCold(succ)) {
            return 0;
        }
        if (loop != null && !loop.contains(succ)) {
            return 1;
        }
        Value control = block.control();
        boolean equal =
                block.kind() == Block.Kind.IF && Objects.requireNonNull(control).op() == Op.EQ;
        if ((equal && succ == block.succs().getFirst()) || succ.kind() == Block.Kind.RETURN) {
            return 2;
        }
        return 3;
    }

    List<Block> order() {
        List<Block> order = piece(null);
        List<Block> ordered = new ArrayList<>(order);
        ordered.removeIf(this::isCold);
        order.stream().filter(this::isCold).forEach(ordered::add);
        if (ordered.getFirst() != blocks.getFirst()) {
            throw new IllegalStateException("the entry does not come first");
        }
        return ordered;
    }

    /** The blocks of a loop, or of none: its own, and for each header of an inner loop that loop in one piece. */
    private List<Block> piece(@Nullable Loop loop) {
        List<Block> tops = new ArrayList<>();
        for (Block block : blocks) {
            Loop inner = loops.of(block);
            boolean top = inner == loop || (inner != null && inner.header() == block && inner.parent() == loop);
            if (top) {
                tops.add(block);
            }
        }
        tops.sort(Comparator.comparingInt(block -> number[block.id()]));
        List<Block> piece = new ArrayList<>();
        for (Block top : tops) {
            Loop inner = loops.of(top);
            if (inner == null || inner == loop) {
                piece.add(top);
            } else {
                piece.addAll(piece(inner));
            }
        }
        if (loop != null) {
            rotate(piece, loop);
        }
        return piece;
    }

    /** Instead of a jump to the header there will be a branch that leaves the loop or else begins it anew. */
    private void rotate(List<Block> piece, Loop loop) {
        Block last = piece.getLast();
        if (last.kind() != Block.Kind.GOTO || last.succs().getFirst() != loop.header()) {
            return;
        }
        for (int i = 0; i < piece.size() - 1; i++) {
            Block block = piece.get(i);
            boolean leaves = block.succs().stream().anyMatch(succ -> !loop.contains(succ));
            boolean stays = block.succs().stream().anyMatch(loop::contains);
            if (block.kind() == Block.Kind.IF && leaves && stays && loops.of(block) == loop) {
                Collections.rotate(piece, -(i + 1));
                return;
            }
        }
    }
}
