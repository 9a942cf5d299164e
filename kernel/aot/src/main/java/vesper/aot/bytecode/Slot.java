package vesper.aot.bytecode;

/** What a local variable or an operand holds. */
public interface Slot {
    /** Of {@code null}. */
    Class<?> NULL = void.class;

    /** As the verifier sees it, if it knows; {@code int.class} for narrower ones as well. */
    Class<?> type();

    /** Whether the bytecode takes two stack words for it. */
    default boolean isWide() {
        return type() == long.class || type() == double.class;
    }
}
