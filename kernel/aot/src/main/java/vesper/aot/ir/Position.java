package vesper.aot.ir;

import org.jspecify.annotations.Nullable;

/**
 * A place in Java source.
 *
 * @param file the source file with its package's folders, such as {@code vesper/kernel/mm/FrameAllocator.java}
 * @param line 0 if the class file doesn't say
 * @param caller where {@code method} was inlined into another, or null
 */
public record Position(
        MethodRef method, String file, int line, @Nullable Position caller) {
    @Override
    public String toString() {
        return file + ":" + line + (caller == null ? "" : " in " + caller);
    }
}
