package vesper.aot.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A method in SSA form. The first block is the entry and has no predecessors. For one thread. */
public final class Graph {
    private final MethodRef method;
    private final List<Type> parameters;
    private final Type result;
    private final List<Block> blocks = new ArrayList<>();
    private int nextValue;
    private int nextBlock;

    /** An empty graph; the first {@link #newBlock} is the entry. */
    public Graph(MethodRef method, List<Type> parameters, Type result) {
        this.method = method;
        this.parameters = List.copyOf(parameters);
        this.result = result;
    }

    public MethodRef method() {
        return method;
    }

    /** The receiver included. */
    public List<Type> parameters() {
        return parameters;
    }

    public Type result() {
        return result;
    }

    /** The entry first; to be changed in place. */
    public List<Block> blocks() {
        return blocks;
    }

    public Block entry() {
        return blocks.getFirst();
    }

    public Block newBlock() {
        Block block = new Block(this, nextBlock++);
        blocks.add(block);
        return block;
    }

    /** A new value of {@code block} that is in no list yet. */
    public Value newValue(Block block, Op op, Type type, List<Value> args) {
        return new Value(nextValue++, block, op, type, args);
    }

    /** All ids of values are below it. */
    public int valueIds() {
        return nextValue;
    }

    /** All ids of blocks are below it. */
    public int blockIds() {
        return nextBlock;
    }

    /** How often each value is used, by id, as an arg or as a block's control. */
    public int[] useCounts() {
        int[] uses = new int[nextValue];
        for (Block block : blocks) {
            for (Value value : block.values()) {
                value.args().forEach(arg -> uses[arg.id()]++);
            }
            Value control = block.control();
            if (control != null) {
                uses[control.id()]++;
            }
        }
        return uses;
    }

    /** Lets the users of each key use the mapped value instead, followed to its end. */
    public void replaceUses(Map<Value, Value> replacements) {
        if (replacements.isEmpty()) {
            return;
        }
        Map<Value, Value> map = new HashMap<>(replacements);
        for (Block block : blocks) {
            for (Value value : block.values()) {
                value.args().replaceAll(arg -> end(map, arg));
            }
            Value control = block.control();
            if (control != null) {
                block.control(end(map, control));
            }
        }
    }

    private static Value end(Map<Value, Value> map, Value value) {
        Value at = value;
        for (Value next = map.get(at); next != null; next = map.get(at)) {
            at = next;
        }
        return at;
    }

    /** Takes out blocks that the entry doesn't reach, with their edges. Whether there were any. */
    public boolean removeUnreachable() {
        boolean[] reached = new boolean[nextBlock];
        List<Block> work = new ArrayList<>(List.of(entry()));
        reached[entry().id()] = true;
        while (!work.isEmpty()) {
            for (Block next : work.removeLast().succs()) {
                if (!reached[next.id()]) {
                    reached[next.id()] = true;
                    work.add(next);
                }
            }
        }
        boolean removed = blocks.removeIf(block -> !reached[block.id()]);
        for (Block block : blocks) {
            for (int i = block.preds().size() - 1; i >= 0; i--) {
                if (!reached[block.preds().get(i).id()]) {
                    block.removePred(i);
                }
            }
        }
        return removed;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(method.symbol()).append('\n');
        for (Block block : blocks) {
            text.append(block).append(": <- ").append(block.preds()).append('\n');
            for (Value value : block.values()) {
                text.append("    ").append(describe(value)).append('\n');
            }
            text.append("    ").append(end(block)).append('\n');
        }
        return text.toString();
    }

    private static String end(Block block) {
        StringBuilder text = new StringBuilder(block.kind().toString());
        if (block.control() != null) {
            text.append(' ').append(block.control());
        }
        if (block.kind() == Block.Kind.SWITCH) {
            text.append(' ').append(Arrays.toString(block.keys()));
        }
        if (block.kind() == Block.Kind.FAIL) {
            text.append(" \"").append(block.failure().message()).append('"');
        }
        return text.append(block.succs().isEmpty() ? "" : " -> " + block.succs())
                .toString();
    }

    private static String describe(Value value) {
        StringBuilder text = new StringBuilder();
        if (value.type() != Type.VOID) {
            text.append(value).append(": ").append(value.type()).append(" = ");
        }
        text.append(value.op());
        if (value.imm() != 0 || value.op() == Op.CONST || value.op() == Op.PARAM) {
            text.append(' ').append(value.imm());
        }
        if (value.hasAux()) {
            text.append(" {")
                    .append(value.op() == Op.OBJECT ? value.aux().getClass().getName() : value.aux());
            text.append('}');
        }
        value.args().forEach(arg -> text.append(' ').append(arg));
        return text.toString();
    }
}
