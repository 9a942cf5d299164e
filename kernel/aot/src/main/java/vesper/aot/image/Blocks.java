package vesper.aot.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import vesper.aot.ir.Block;
import vesper.aot.ir.Value;

/** Surgery on blocks. */
final class Blocks {
    private Blocks() {}

    /**
     * Moves {@code first} and what follows it into a new block, with the end of its block, which is left without
     * successors and is to be ended anew.
     */
    static Block splitBefore(Value first) {
        Block head = first.block();
        Block tail = head.graph().newBlock();
        List<Value> moved = new ArrayList<>(head.values()
                .subList(head.values().indexOf(first), head.values().size()));
        head.values().removeAll(moved);
        moved.forEach(value -> value.block(tail));
        tail.values().addAll(moved);
        moveEnd(head, tail);
        return tail;
    }

    // Successors keep the index of the edge, and with it the args of their phis.
    private static void moveEnd(Block from, Block to) {
        List<Block> succs = List.copyOf(from.succs());
        switch (from.kind()) {
            case GOTO -> to.endGoto(succs.getFirst());
            case IF -> to.endIf(Objects.requireNonNull(from.control()), succs.get(0), succs.get(1));
            case SWITCH -> to.endSwitch(Objects.requireNonNull(from.control()), from.keys(), succs);
            case RETURN -> to.endReturn(from.control());
            case FAIL -> to.endFail(from.failure());
        }
        to.position(from.position());
        for (Block succ : succs) {
            succ.preds().removeLast();
        }
        for (Block succ : succs) {
            int edge = succ.preds().indexOf(from);
            if (edge >= 0) {
                succ.preds().set(edge, to);
            }
        }
        from.succs().clear();
    }
}
