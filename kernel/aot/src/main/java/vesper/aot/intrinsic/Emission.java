package vesper.aot.intrinsic;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vesper.aot.image.Layout;
import vesper.aot.ir.Access;
import vesper.aot.ir.Block;
import vesper.aot.ir.Failure;
import vesper.aot.ir.Op;
import vesper.aot.ir.Position;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/** Appends values to a block, for one place in the source at a time. For one thread. */
public final class Emission {
    private final Layout layout;
    private Block block;
    private @Nullable Position position;
    // What can't be null here: found so in this block, or so everywhere.
    private final Set<Value> nonNull = new HashSet<>();
    private @Nullable Value receiver;

    public Emission(Layout layout, Block block) {
        this.layout = layout;
        this.block = block;
    }

    public Layout layout() {
        return layout;
    }

    public Block block() {
        return block;
    }

    /** Goes on at the end of another block. */
    public void at(Block next) {
        block = next;
        nonNull.clear();
    }

    public @Nullable Position position() {
        return position;
    }

    public void position(Position where) {
        position = where;
    }

    /** The method's {@code this}, which is never null. */
    public void receiver(Value value) {
        receiver = value;
    }

    public Value constant(Type type, long imm) {
        return block.constant(type, imm);
    }

    public Value add(Op op, Type type, Value... args) {
        return block.add(op, type, args).position(position);
    }

    public Value load(Type type, Value base, long offset, Access access) {
        return add(Op.LOAD, type, base).imm(offset).aux(access);
    }

    public Value store(Value base, long offset, Value value, Access access) {
        return add(Op.STORE, Type.VOID, base, value).imm(offset).aux(access);
    }

    /** The address of a field or element as a number. */
    public Value address(Value base, long offset) {
        return add(Op.ADD, Type.I64, base, constant(Type.I64, offset));
    }

    /** Panics if {@code condition} is 0. */
    public void check(Value condition, Failure failure) {
        if (!condition.isConst() || condition.isConst(0)) {
            add(Op.CHECK, Type.VOID, condition).aux(failure);
        }
    }

    /** Panics if {@code reference} is null. */
    public void checkNull(Value reference) {
        boolean known = reference == receiver || reference.op() == Op.OBJECT || !nonNull.add(reference);
        if (!known) {
            check(add(Op.NE, Type.I32, reference, constant(Type.REF, 0)), Failure.NULL);
        }
    }

    /** Panics if {@code divisor} is 0. */
    public void checkDivisor(Value divisor) {
        if (!divisor.isConst() || divisor.isConst(0)) {
            check(add(Op.NE, Type.I32, divisor, constant(divisor.type(), 0)), Failure.DIVISION);
        }
    }

    /** The length of an array or string that isn't null. */
    public Value length(Value array) {
        return load(Type.I32, array, Layout.LENGTH, new Access(4, true, Access.Order.PLAIN, Access.Alias.IMMUTABLE));
    }

    /** Panics unless {@code index} is within an array or string, which isn't null. */
    public void checkBounds(Value array, Value index) {
        check(add(Op.LTU, Type.I32, index, length(array)), Failure.BOUNDS);
    }

    /** The place of an element, but for {@link Layout#ELEMENTS}. */
    public Value element(Value array, Value index, int width) {
        Value wide = add(Op.I2L, Type.I64, index);
        Value scaled = width == 1
                ? wide
                : add(Op.SHL, Type.I64, wide, constant(Type.I32, Integer.numberOfTrailingZeros(width)));
        return add(Op.ADD, Type.I64, array, scaled);
    }

    public Value call(Op op, Type result, Object callee, List<Value> args) {
        Value call = block.graph().newValue(block, op, result, args);
        block.values().add(call);
        return call.aux(callee).position(position);
    }
}
