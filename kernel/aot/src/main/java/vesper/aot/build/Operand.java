package vesper.aot.build;

import org.jspecify.annotations.Nullable;
import vesper.aot.bytecode.Slot;
import vesper.aot.ir.Failure;
import vesper.aot.ir.Value;

/**
 * A value under way.
 *
 * @param failure of an exception that is about to be thrown, and is otherwise no value
 */
record Operand(Class<?> type, Value value, @Nullable Failure failure) implements Slot {
    Operand(Class<?> type, Value value) {
        this(isNarrow(type) ? int.class : type, value, null);
    }

    private static boolean isNarrow(Class<?> type) {
        return type == boolean.class || type == byte.class || type == short.class || type == char.class;
    }
}
