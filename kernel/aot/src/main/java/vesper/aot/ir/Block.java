package vesper.aot.ir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run of values that ends in a {@link Kind}. Phis come first. */
public final class Block {
    /** How a block ends. */
    public enum Kind {
        /** succs: the one that follows. */
        GOTO,
        /** control: the condition; succs: if it isn't 0, if it is 0. */
        IF,
        /** control: an I32; succs: one for each of {@link #keys}, and the default, last. */
        SWITCH,
        /** control: the value, or none. */
        RETURN,
        /** A panic with {@link #failure}. */
        FAIL
    }

    private final int id;
    private final Graph graph;
    private final List<Value> values = new ArrayList<>();
    private final List<Block> preds = new ArrayList<>();
    private final List<Block> succs = new ArrayList<>();
    private Kind kind = Kind.GOTO;
    private @Nullable Value control;
    private @Nullable Position position;
    private @Nullable Failure failure;
    private int[] keys = {};

    Block(Graph graph, int id) {
        this.graph = graph;
        this.id = id;
    }

    public int id() {
        return id;
    }

    public Graph graph() {
        return graph;
    }

    /** In order, phis first; to be changed in place. */
    public List<Value> values() {
        return values;
    }

    /** The phis, copied. */
    public List<Value> phis() {
        return values.stream().filter(v -> v.op() == Op.PHI).toList();
    }

    /** To be changed in place, together with the args of phis. A block that branches here twice is here twice. */
    public List<Block> preds() {
        return preds;
    }

    public List<Block> succs() {
        return succs;
    }

    public Kind kind() {
        return kind;
    }

    public @Nullable Value control() {
        return control;
    }

    public void control(@Nullable Value value) {
        control = value;
    }

    public int[] keys() {
        return keys.clone();
    }

    public Failure failure() {
        if (failure == null) {
            throw new IllegalStateException(this + " does not fail");
        }
        return failure;
    }

    /** Of its end. */
    public @Nullable Position position() {
        return position;
    }

    public void position(@Nullable Position where) {
        position = where;
    }

    // Ends. Each replaces what was there; edges to former successors are to be taken out before.

    public void endGoto(Block target) {
        end(Kind.GOTO, null, List.of(target));
    }

    public void endIf(Value condition, Block ifTrue, Block ifFalse) {
        end(Kind.IF, condition, List.of(ifTrue, ifFalse));
    }

    /** {@code targets} has one more than {@code keys}: the default. */
    public void endSwitch(Value value, int[] cases, List<Block> targets) {
        end(Kind.SWITCH, value, targets);
        keys = cases.clone();
    }

    public void endReturn(@Nullable Value value) {
        end(Kind.RETURN, value, List.of());
    }

    public void endFail(Failure why) {
        end(Kind.FAIL, null, List.of());
        failure = why;
    }

    private void end(Kind how, @Nullable Value value, List<Block> targets) {
        kind = how;
        control = value;
        keys = new int[0];
        succs.clear();
        for (Block target : targets) {
            succs.add(target);
            target.preds.add(this);
        }
    }

    /** Takes out the index-th predecessor, and the args of phis that came from it. */
    public void removePred(int index) {
        preds.remove(index);
        for (Value value : values) {
            if (value.op() == Op.PHI) {
                value.args().remove(index);
            }
        }
    }

    /** Appends a new value. */
    public Value add(Op op, Type type, Value... args) {
        Value value = graph.newValue(this, op, type, List.of(args));
        values.add(value);
        return value;
    }

    /** Appends a new constant. */
    public Value constant(Type type, long imm) {
        return add(Op.CONST, type).imm(imm);
    }

    /** A new phi without args, after the other phis. */
    public Value addPhi(Type type) {
        Value phi = graph.newValue(this, Op.PHI, type, List.of());
        int at = 0;
        while (at < values.size() && values.get(at).op() == Op.PHI) {
            at++;
        }
        values.add(at, phi);
        return phi;
    }

    @Override
    public String toString() {
        return "b" + id;
    }
}
