package vesper.aot.check;

import org.jspecify.annotations.Nullable;
import vesper.aot.bytecode.Slot;

/** What the checker knows of a value. Compared by identity. */
final class Fact implements Slot {
    /** What may be done with it. */
    enum State {
        VALUE,
        /** {@code $assertionsDisabled}: the branch behind it is never taken. */
        ASSERTIONS_OFF,
        /** Made by {@code new}; no constructor has seen it. */
        CREATED,
        /** An exception with its message. */
        EXCEPTION,
        /** A diagnostic tells of it already. */
        REFUSED
    }

    private final Class<?> type;
    private final State state;
    private final @Nullable Object constant;

    private Fact(Class<?> type, State state, @Nullable Object constant) {
        boolean narrow = type.isPrimitive()
                && (type == boolean.class || type == byte.class || type == short.class || type == char.class);
        this.type = narrow ? int.class : type;
        this.state = state;
        this.constant = constant;
    }

    static Fact of(Class<?> type) {
        return new Fact(type, State.VALUE, null);
    }

    static Fact of(Class<?> type, State state) {
        return new Fact(type, state, null);
    }

    static Fact constant(Class<?> type, Object value) {
        return new Fact(type, State.VALUE, value);
    }

    @Override
    public Class<?> type() {
        return type;
    }

    boolean is(State which) {
        return state == which;
    }

    boolean isNull() {
        return type == NULL;
    }

    /** Whether it is known at build time. */
    boolean isConstant() {
        return constant != null;
    }

    @Nullable
    Object constant() {
        return constant;
    }

    boolean isFloatingPoint() {
        return type == float.class || type == double.class;
    }
}
