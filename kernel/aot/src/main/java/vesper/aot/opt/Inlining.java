package vesper.aot.opt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.Block;
import vesper.aot.ir.Dominators;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Op;
import vesper.aot.ir.Position;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/** Puts a copy of a method's body where it is called. */
final class Inlining {
    private final Graph graph;
    private final Value call;
    private final Map<Value, Value> values = new HashMap<>();
    private final Map<Block, Block> blocks = new HashMap<>();
    private final List<Block> returns = new ArrayList<>();
    private final List<@Nullable Value> results = new ArrayList<>();

    private Inlining(Value call) {
        this.graph = call.block().graph();
        this.call = call;
    }

    /** Replaces the call by the body. The block behind it. */
    static Block inline(Value call, Graph body) {
        return new Inlining(call).run(body);
    }

    private Block run(Graph body) {
        Block before = call.block();
        Block after = splitBehind(before);
        List<Block> order = Dominators.reversePostorder(body);
        order.forEach(block -> blocks.put(block, graph.newBlock()));
        for (Block block : order) {
            copyValues(block, copyOf(block));
        }
        for (Block block : order) {
            copyEnd(block, copyOf(block));
        }
        for (Block block : order) {
            copyPhiArgs(block, copyOf(block));
        }
        before.endGoto(copyOf(body.entry()));
        before.position(call.position());
        for (Block end : returns) {
            end.endGoto(after);
        }
        replaceCall(after);
        return after;
    }

    private Block copyOf(Block block) {
        return Objects.requireNonNull(blocks.get(block));
    }

    private Value copyOf(Value value) {
        return Objects.requireNonNull(values.get(value));
    }

    /** Moves what comes behind the call, which goes, to a new block. */
    private Block splitBehind(Block before) {
        Block after = graph.newBlock();
        int place = before.values().indexOf(call);
        List<Value> rest = before.values().subList(place, before.values().size());
        for (Value value : rest.subList(1, rest.size())) {
            value.block(after);
            after.values().add(value);
        }
        rest.clear();
        List<Block> succs = List.copyOf(before.succs());
        Edges.moveEnd(before, after);
        // The successors' phis stay as they are: the new block takes the old one's place.
        succs.forEach(succ -> succ.preds().removeLast());
        for (Block succ : succs) {
            succ.preds().replaceAll(pred -> pred == before ? after : pred);
        }
        before.succs().clear();
        return after;
    }

    private void copyValues(Block block, Block copy) {
        for (Value value : block.values()) {
            if (value.op() == Op.PARAM) {
                values.put(value, call.arg((int) value.imm()));
                continue;
            }
            Value twin =
                    value.op() == Op.PHI ? copy.addPhi(value.type()) : Duplication.clone(graph, copy, value, values);
            if (value.op() != Op.PHI) {
                copy.values().add(twin);
            }
            twin.position(within(value.position()));
            values.put(value, twin);
        }
    }

    /** The position, called from the call's. */
    private @Nullable Position within(@Nullable Position inner) {
        Position outer = call.position();
        if (inner == null || outer == null) {
            return inner == null ? outer : inner;
        }
        Position caller = inner.caller() == null ? outer : within(inner.caller());
        return new Position(inner.method(), inner.file(), inner.line(), caller);
    }

    private void copyEnd(Block block, Block copy) {
        List<Block> succs = block.succs().stream().map(this::copyOf).toList();
        Value control = block.control() == null ? null : copyOf(Objects.requireNonNull(block.control()));
        switch (block.kind()) {
            case GOTO -> copy.endGoto(succs.get(0));
            case IF -> copy.endIf(Objects.requireNonNull(control), succs.get(0), succs.get(1));
            case SWITCH -> copy.endSwitch(Objects.requireNonNull(control), block.keys(), succs);
            case FAIL -> copy.endFail(block.failure());
            case RETURN -> {
                returns.add(copy);
                results.add(control);
            }
        }
        copy.position(within(block.position()));
    }

    /** The copies' predecessors came in the order of the blocks, not in that of the original's. */
    private void copyPhiArgs(Block block, Block copy) {
        List<Block> preds = new ArrayList<>();
        for (Block pred : block.preds()) {
            if (blocks.containsKey(pred)) {
                preds.add(copyOf(pred));
            }
        }
        copy.preds().clear();
        copy.preds().addAll(preds);
        for (Value phi : block.phis()) {
            for (int i = 0; i < block.preds().size(); i++) {
                if (blocks.containsKey(block.preds().get(i))) {
                    copyOf(phi).args().add(copyOf(phi.arg(i)));
                }
            }
        }
    }

    private void replaceCall(Block after) {
        if (call.type() == Type.VOID || returns.isEmpty()) {
            if (returns.isEmpty()) {
                orphan(after);
            }
            return;
        }
        Value phi = after.addPhi(call.type());
        results.forEach(result -> phi.args().add(Objects.requireNonNull(result)));
        graph.replaceUses(Map.of(call, phi));
    }

    /** The body never returns: what is behind is never reached, but its uses of the call want a definition. */
    private void orphan(Block after) {
        if (call.type() != Type.VOID) {
            Value nothing = after.addPhi(call.type());
            graph.replaceUses(Map.of(call, nothing));
        }
        graph.removeUnreachable();
    }
}
