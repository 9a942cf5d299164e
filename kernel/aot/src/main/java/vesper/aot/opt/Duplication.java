package vesper.aot.opt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vesper.aot.ir.Block;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Op;
import vesper.aot.ir.Value;

/** Gives one way into a block a copy of the block of its own. */
final class Duplication {
    private final Graph graph;
    private final Block block;
    private final Block copy;
    private final Map<Value, Value> copies = new LinkedHashMap<>();

    private Duplication(Block block) {
        this.graph = block.graph();
        this.block = block;
        this.copy = graph.newBlock();
    }

    /** Copies the block for its index-th predecessor, which then branches to the copy. The copy. */
    static Block forEdge(Block block, int predIndex) {
        Duplication duplication = new Duplication(block);
        duplication.copyValues(predIndex);
        duplication.copyEnd();
        Edges.redirect(block.preds().get(predIndex), Edges.succIndex(block, predIndex), duplication.copy, List.of());
        duplication.repair();
        return duplication.copy;
    }

    private void copyValues(int predIndex) {
        for (Value value : block.values()) {
            if (value.op() == Op.PHI) {
                copies.put(value, value.arg(predIndex));
                continue;
            }
            Value twin = clone(graph, copy, value, copies);
            copies.put(value, twin);
            copy.values().add(twin);
        }
    }

    /** A copy of the value in another block and graph, with args as {@code map} has them; it is in no list yet. */
    static Value clone(Graph graph, Block home, Value value, Map<Value, Value> map) {
        List<Value> args = new ArrayList<>();
        value.args().forEach(arg -> args.add(map.getOrDefault(arg, arg)));
        Value twin = graph.newValue(home, value.op(), value.type(), args).imm(value.imm());
        if (value.hasAux()) {
            twin.aux(value.aux());
        }
        return twin.position(value.position());
    }

    private void copyEnd() {
        List<List<Value>> args = new ArrayList<>();
        for (int i = 0; i < block.succs().size(); i++) {
            args.add(Edges.phiArgs(block.succs().get(i), Edges.predIndex(block, i)));
        }
        Edges.moveEnd(block, copy);
        Value control = copy.control();
        if (control != null) {
            copy.control(copies.getOrDefault(control, control));
        }
        for (int i = 0; i < args.size(); i++) {
            args.get(i).replaceAll(arg -> copies.getOrDefault(arg, arg));
            Edges.addPhiArgs(copy.succs().get(i), args.get(i));
        }
    }

    /** Lets users elsewhere take the value or its copy, by the way that led to them. */
    private void repair() {
        for (Value value : List.copyOf(copies.keySet())) {
            new Merge(value, copies.getOrDefault(value, value)).repair();
        }
    }

    /** The two definitions of what was one value, and the phis that merge them. */
    private final class Merge {
        private final Value original;
        private final Value twin;
        private final Map<Block, Value> atEnd = new HashMap<>();

        Merge(Value original, Value twin) {
            this.original = original;
            this.twin = twin;
        }

        void repair() {
            for (Block user : List.copyOf(graph.blocks())) {
                for (Value value : List.copyOf(user.values())) {
                    for (int i = 0; i < value.args().size(); i++) {
                        if (value.arg(i) == original && (user != block || value.op() == Op.PHI)) {
                            Block from = value.op() == Op.PHI ? user.preds().get(i) : user;
                            value.args().set(i, value.op() == Op.PHI ? atEnd(from) : atStart(from));
                        }
                    }
                }
                if (user.control() == original && user != block) {
                    user.control(atEnd(user));
                }
            }
        }

        private Value atEnd(Block at) {
            if (at == block) {
                return original;
            }
            return at == copy ? twin : atStart(at);
        }

        private Value atStart(Block at) {
            Block top = at;
            while (top.preds().size() == 1 && !atEnd.containsKey(top)) {
                Block pred = top.preds().getFirst();
                if (pred == block || pred == copy) {
                    return atEnd(pred);
                }
                top = pred;
            }
            Value known = atEnd.get(top);
            if (known != null) {
                return known;
            }
            Value phi = top.addPhi(original.type());
            atEnd.put(top, phi);
            for (Block pred : top.preds()) {
                phi.args().add(atEnd(pred));
            }
            return phi;
        }
    }
}
