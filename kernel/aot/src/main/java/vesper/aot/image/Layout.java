package vesper.aot.image;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vesper.metal.Word;

/**
 * Where the parts of an object lie.
 *
 * <pre>
 *   object                 array, String
 *    0  hub                 0  hub
 *    8  the fields          8  length, an int: of a String the number of its characters
 *                          16  the elements: of a String one byte each, Latin-1
 * </pre>
 *
 * A class's own fields follow its superclass's, wider ones first, each at a multiple of its size.
 */
public final class Layout {
    public static final int HUB = 0;
    public static final int FIRST_FIELD = 8;
    public static final int LENGTH = 8;
    public static final int ELEMENTS = 16;
    /** Objects begin at multiples of it. */
    public static final int ALIGNMENT = 8;

    // owned by the compiler's one thread
    private final Map<Class<?>, Map<String, Integer>> offsets = new LinkedHashMap<>();
    private final Map<Class<?>, Integer> sizes = new LinkedHashMap<>();

    /** The offset in bytes of an instance field. */
    public int offset(Field field) {
        size(field.getDeclaringClass());
        Integer offset =
                offsets.getOrDefault(field.getDeclaringClass(), Map.of()).get(field.getName());
        if (offset == null) {
            throw new IllegalArgumentException(field + " is no instance field");
        }
        return offset;
    }

    /** The size in bytes of an object that is no array and no String; not rounded up. */
    public int size(Class<?> type) {
        Integer known = sizes.get(type);
        if (known != null) {
            return known;
        }
        Class<?> parent = type.getSuperclass();
        int end = parent == null ? FIRST_FIELD : size(parent);
        Map<String, Integer> own = new LinkedHashMap<>();
        List<Field> fields = new ArrayList<>(instanceFields(type));
        fields.sort(
                Comparator.comparingInt((Field field) -> width(field.getType())).reversed());
        for (Field field : fields) {
            int width = width(field.getType());
            end = (end + width - 1) & -width;
            own.put(field.getName(), end);
            end += width;
        }
        offsets.put(type, own);
        sizes.put(type, end);
        return end;
    }

    /** The class's own instance fields, in the order of its source. */
    public static List<Field> instanceFields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                fields.add(field);
            }
        }
        return fields;
    }

    /** The width in bytes of a field or an element: of a {@code @Word} its component's. */
    public static int width(Class<?> type) {
        if (type == boolean.class || type == byte.class) {
            return 1;
        }
        if (type == short.class || type == char.class) {
            return 2;
        }
        if (type == int.class || type == float.class) {
            return 4;
        }
        return isWord(type) ? width(component(type)) : 8;
    }

    public static boolean isWord(Class<?> type) {
        return type.isAnnotationPresent(Word.class);
    }

    /** The type of a word's one component. */
    public static Class<?> component(Class<?> word) {
        return word.getRecordComponents()[0].getType();
    }
}
