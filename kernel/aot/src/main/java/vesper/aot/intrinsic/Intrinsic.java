package vesper.aot.intrinsic;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vesper.aot.ir.MethodRef;
import vesper.aot.ir.Value;

/**
 * A method whose body the compiler knows.
 *
 * @param constant the index of the argument that has to be a constant; -1 for none
 */
public record Intrinsic(MethodRef method, int constant, Body body) {
    /** Appends what the method does. */
    @FunctionalInterface
    public interface Body {
        /**
         * The result, or null if the method has none.
         *
         * @param args with the receiver, which may be null until it has been checked
         */
        @Nullable
        Value emit(Emission e, List<Value> args);
    }
}
