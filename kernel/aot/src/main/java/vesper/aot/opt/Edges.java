package vesper.aot.opt;

import java.util.ArrayList;
import java.util.List;
import vesper.aot.ir.Block;
import vesper.aot.ir.Op;
import vesper.aot.ir.Value;

/**
 * Changes of edges that keep phis in step. If a block branches to another one twice, the first of its branches is the
 * first of the other's predecessors.
 */
final class Edges {
    private Edges() {}

    /** Which predecessor of its successor the block's index-th branch is. */
    static int predIndex(Block from, int succIndex) {
        Block to = from.succs().get(succIndex);
        int earlier = 0;
        for (int i = 0; i < succIndex; i++) {
            earlier += from.succs().get(i) == to ? 1 : 0;
        }
        for (int i = 0; i < to.preds().size(); i++) {
            if (to.preds().get(i) == from && earlier-- == 0) {
                return i;
            }
        }
        throw new IllegalStateException(from + " is no predecessor of " + to);
    }

    /** Which branch of its predecessor the block's index-th edge in is. */
    static int succIndex(Block to, int predIndex) {
        Block from = to.preds().get(predIndex);
        for (int i = 0; i < from.succs().size(); i++) {
            if (from.succs().get(i) == to && predIndex(from, i) == predIndex) {
                return i;
            }
        }
        throw new IllegalStateException(to + " is no successor of " + from);
    }

    /** What the phis of the block take from its index-th predecessor. */
    static List<Value> phiArgs(Block to, int predIndex) {
        List<Value> args = new ArrayList<>();
        for (Value phi : to.phis()) {
            args.add(phi.arg(predIndex));
        }
        return args;
    }

    /** Takes all edges that leave the block out of its successors; it is to get another end at once. */
    static void detach(Block from) {
        for (int i = from.succs().size() - 1; i >= 0; i--) {
            from.succs().get(i).removePred(predIndex(from, i));
            from.succs().removeLast();
        }
    }

    /** Leaves only the block's index-th branch. */
    static void keepOnly(Block from, int succIndex) {
        Block to = from.succs().get(succIndex);
        List<Value> args = phiArgs(to, predIndex(from, succIndex));
        detach(from);
        from.endGoto(to);
        addPhiArgs(to, args);
    }

    /** Leads the block's index-th branch elsewhere, where phis take {@code args} from it. */
    static void redirect(Block from, int succIndex, Block to, List<Value> args) {
        Block old = from.succs().get(succIndex);
        old.removePred(predIndex(from, succIndex));
        from.succs().set(succIndex, to);
        to.preds().add(from);
        addPhiArgs(to, args);
        // Where it branches to twice now, the order of predecessors is to be that of its branches.
        int place = predIndex(from, succIndex);
        int last = to.preds().size() - 1;
        if (place != last) {
            for (Value phi : to.phis()) {
                phi.args().add(place, phi.args().removeLast());
            }
            to.preds().add(place, to.preds().removeLast());
        }
    }

    /** Adds what the phis take from the predecessor that came last. */
    static void addPhiArgs(Block to, List<Value> args) {
        int i = 0;
        for (Value value : to.values()) {
            if (value.op() != Op.PHI) {
                break;
            }
            value.args().add(args.get(i++));
        }
    }

    /** A new block in the middle of the block's index-th branch. */
    static Block split(Block from, int succIndex) {
        Block to = from.succs().get(succIndex);
        int place = predIndex(from, succIndex);
        Block middle = from.graph().newBlock();
        middle.position(from.position());
        middle.endGoto(to);
        to.preds().removeLast();
        to.preds().set(place, middle);
        from.succs().set(succIndex, middle);
        middle.preds().add(from);
        return middle;
    }

    /** Ends {@code to} as {@code from} ends, which loses its successors to it. */
    static void moveEnd(Block from, Block to) {
        switch (from.kind()) {
            case GOTO -> to.endGoto(from.succs().get(0));
            case IF -> to.endIf(control(from), from.succs().get(0), from.succs().get(1));
            case SWITCH -> to.endSwitch(control(from), from.keys(), List.copyOf(from.succs()));
            case RETURN -> to.endReturn(from.control());
            case FAIL -> to.endFail(from.failure());
        }
        to.position(from.position());
    }

    static Value control(Block block) {
        Value control = block.control();
        if (control == null) {
            throw new IllegalStateException(block + " ends on no value");
        }
        return control;
    }
}
