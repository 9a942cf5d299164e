package vesper.aot.image;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import vesper.aot.ir.Access;
import vesper.aot.ir.Block;
import vesper.aot.ir.Graph;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/**
 * Turns calls that the receiver's class decides, and type tests, into loads from the receiver's {@linkplain Hubs hub}.
 *
 * <p>First the whole program is asked which methods and types it still selects by class ({@link #plan}): only for these
 * hubs have columns. Then each method is {@linkplain #expand expanded}.
 */
public final class Dispatch {
    private static final Access TEST = new Access(1, false, Access.Order.PLAIN, Access.Alias.IMMUTABLE);
    private static final Access POINTER = new Access(8, true, Access.Order.PLAIN, Access.Alias.IMMUTABLE);

    private final Hubs hubs;

    private Dispatch(Hubs hubs) {
        this.hubs = hubs;
    }

    /** Gives a column to whatever {@code graphs} select by class. */
    public static Dispatch plan(Hierarchy hierarchy, Collection<Graph> graphs) {
        NavigableSet<MethodRef> selectors = new TreeSet<>();
        NavigableSet<String> types = new TreeSet<>();
        for (Graph graph : graphs) {
            for (Block block : graph.blocks()) {
                for (Value value : block.values()) {
                    if (value.op() == Op.CALL_VIRTUAL) {
                        selectors.add(value.callee());
                    } else if (value.op() == Op.INSTANCE_OF) {
                        types.add((String) value.aux());
                    }
                }
            }
        }
        return new Dispatch(new Hubs(hierarchy, selectors, types));
    }

    public Hubs hubs() {
        return hubs;
    }

    /** The methods that hubs point to: they stay even if no code names them. */
    public Set<MethodRef> targets() {
        return hubs.targets();
    }

    /** Replaces each {@code CALL_VIRTUAL} and {@code INSTANCE_OF}. Whether there were any. */
    public boolean expand(Graph graph) {
        List<Value> found = graph.blocks().stream()
                .flatMap(block -> block.values().stream())
                .filter(value -> value.op() == Op.CALL_VIRTUAL || value.op() == Op.INSTANCE_OF)
                .toList();
        for (Value value : found) {
            if (value.op() == Op.CALL_VIRTUAL) {
                expandCall(value);
            } else {
                expandTest(value);
            }
        }
        return !found.isEmpty();
    }

    // The null check stands before the call already.
    private void expandCall(Value call) {
        Value hub = hub(call.block(), call.arg(0), call);
        Value code = insert(call.block(), Op.LOAD, Type.I64, call, hub)
                .imm(hubs.slotOffset(call.callee()))
                .aux(POINTER);
        List<Value> args = new ArrayList<>(List.of(code));
        args.addAll(call.args());
        call.become(Op.CALL_INDIRECT, call.type(), args);
    }

    private static Value hub(Block block, Value object, Value before) {
        return insert(block, Op.LOAD, Type.I64, before, object).imm(Layout.HUB).aux(POINTER);
    }

    private static Value insert(Block block, Op op, Type type, Value before, Value... args) {
        Value value = block.graph().newValue(block, op, type, List.of(args)).position(before.position());
        block.values().add(block.values().indexOf(before), value);
        return value;
    }

    /**
     * Splits the block at the test:
     *
     * <pre>
     *   head:  ...  IF object != null -> load, tail
     *   load:  hub = LOAD object; bit = LOAD hub  -> tail
     *   tail:  test = PHI 0, bit  ...
     * </pre>
     */
    private void expandTest(Value test) {
        String type = (String) test.aux();
        if (!hubs.isInhabited(type)) {
            test.becomeConst(0);
            return;
        }
        Block head = test.block();
        Value object = test.arg(0);
        Block tail = Blocks.splitBefore(test);
        Block load = head.graph().newBlock();
        Value zero = head.constant(Type.I32, 0);
        Value condition = head.add(Op.NE, Type.I32, object, head.constant(Type.REF, 0));
        load.position(test.position());
        head.endIf(condition, load, tail);
        head.position(test.position());
        Value hub = load.add(Op.LOAD, Type.I64, object).imm(Layout.HUB).aux(POINTER);
        Value bit = load.add(Op.LOAD, Type.I32, hub)
                .imm(hubs.testOffset(type))
                .aux(TEST)
                .position(test.position());
        hub.position(test.position());
        load.endGoto(tail);
        // The preds of tail are head and load, in this order; the test comes first in it.
        test.become(Op.PHI, Type.I32, List.of(zero, bit));
    }
}
