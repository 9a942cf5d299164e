package vesper.aot.world;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import vesper.aot.image.Layout;

/** What fields hold on the JVM that runs the build. */
public final class HostHeap {
    private HostHeap() {}

    /**
     * The value of a field; primitives boxed, a word as its component's.
     *
     * @param object null for a static field
     */
    public static @Nullable Object read(Field field, @Nullable Object object) {
        try {
            field.setAccessible(true);
            return unwrap(field.getType(), field.get(object));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object unwrap(Class<?> type, @Nullable Object value) {
        if (value == null || !Layout.isWord(type)) {
            return value;
        }
        return read(Layout.instanceFields(type).getFirst(), value);
    }

    /** A primitive value, of whatever width, as a register holds it. */
    public static long bits(Object value) {
        return switch (value) {
            case Boolean truth -> truth ? 1 : 0;
            case Character character -> character;
            case Number number -> number.longValue();
            default -> throw new IllegalArgumentException(value + " is no primitive");
        };
    }
}
