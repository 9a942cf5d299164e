package vesper.aot.ir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One computation of a {@link Graph}, and its result. Passes change it in place. */
public final class Value {
    private final int id;
    private Op op;
    private Type type;
    private final List<Value> args;
    private long imm;
    private @Nullable Object aux;
    private @Nullable Position position;
    private Block block;

    Value(int id, Block block, Op op, Type type, List<Value> args) {
        this.id = id;
        this.block = block;
        this.op = op;
        this.type = type;
        this.args = new ArrayList<>(args);
    }

    /** Unique in its graph, and small. */
    public int id() {
        return id;
    }

    public Op op() {
        return op;
    }

    public Type type() {
        return type;
    }

    /** To be changed in place. */
    public List<Value> args() {
        return args;
    }

    public Value arg(int index) {
        return args.get(index);
    }

    public long imm() {
        return imm;
    }

    public Value imm(long value) {
        imm = value;
        return this;
    }

    public Object aux() {
        if (aux == null) {
            throw new IllegalStateException(this + " has no aux");
        }
        return aux;
    }

    public Value aux(Object object) {
        aux = object;
        return this;
    }

    public boolean hasAux() {
        return aux != null;
    }

    public Access access() {
        return (Access) aux();
    }

    public MethodRef callee() {
        return (MethodRef) aux();
    }

    public Failure failure() {
        return (Failure) aux();
    }

    /** Where in the source it comes from; null for what no line stands for. */
    public @Nullable Position position() {
        return position;
    }

    public Value position(@Nullable Position where) {
        position = where;
        return this;
    }

    public Block block() {
        return block;
    }

    /** For passes that move it; the lists of both blocks are theirs to change. */
    public void block(Block home) {
        block = home;
    }

    public boolean isConst() {
        return op == Op.CONST;
    }

    public boolean isConst(long value) {
        return op == Op.CONST && imm == value;
    }

    /** Whether removing it is seen by nobody, provided that nobody uses it. */
    public boolean isRemovable() {
        return !op.hasEffect() && (op != Op.LOAD || access().isPlain());
    }

    /** Becomes another computation of the same users; imm and aux are cleared. */
    public Value become(Op newOp, Type newType, List<Value> newArgs) {
        List<Value> copy = List.copyOf(newArgs);
        op = newOp;
        type = newType;
        args.clear();
        args.addAll(copy);
        imm = 0;
        aux = null;
        return this;
    }

    /** Becomes a constant. */
    public Value becomeConst(long value) {
        return become(Op.CONST, type, List.of()).imm(value);
    }

    @Override
    public String toString() {
        return "v" + id;
    }
}
