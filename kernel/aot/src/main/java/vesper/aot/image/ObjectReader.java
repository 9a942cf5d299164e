package vesper.aot.image;

import java.lang.reflect.AccessFlag;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vesper.aot.Diagnostic;
import vesper.aot.image.Snapshot.Bits;
import vesper.aot.image.Snapshot.Bytes;
import vesper.aot.image.Snapshot.Part;
import vesper.aot.image.Snapshot.Reference;

/** Reads objects of the build, by reflection, and says of each that can't be in the image why. */
final class ObjectReader {
    private static final String ORDINARY = "make it an object of a class of your own, built from fields and arrays";

    private final Layout layout;
    private final Predicate<Object> kept;
    private final List<Diagnostic> diagnostics;

    /**
     * @param kept which objects the program can get at through fields and elements; others become {@code null}
     * @param diagnostics where what can't be laid out goes
     */
    ObjectReader(Layout layout, Predicate<Object> kept, List<Diagnostic> diagnostics) {
        this.layout = layout;
        this.kept = kept;
        this.diagnostics = diagnostics;
    }

    /**
     * An object as it is now.
     *
     * @param path how the program names it, for diagnostics
     */
    Snapshot read(Object object, String path) {
        Class<?> type = object.getClass();
        if (object instanceof String text) {
            return string(text, path);
        }
        if (type.isArray()) {
            return array(object, path);
        }
        Snapshot snapshot = new Snapshot(object, layout.size(type), new TreeMap<>());
        if (isOrdinary(object, path)) {
            // A superclass's first, so that diagnostics come in the order of the layout.
            Deque<Class<?>> classes = new ArrayDeque<>();
            for (Class<?> at = type; at != null; at = at.getSuperclass()) {
                classes.push(at);
            }
            for (Class<?> declaring : classes) {
                fields(snapshot, declaring, path);
            }
        }
        return snapshot;
    }

    private boolean isOrdinary(Object object, String path) {
        Class<?> type = object.getClass();
        if (type.isHidden() || type.accessFlags().contains(AccessFlag.SYNTHETIC)) {
            return refuse(path, "is a lambda or a method reference", "write a class that implements the interface");
        }
        if (Layout.isWord(type)) {
            return refuse(path, "is a word seen as an object", "declare it as " + type.getSimpleName());
        }
        boolean known = object instanceof Enum<?> || type == Object.class;
        if (type.getModule().isNamed() && !known) {
            return refuse(path, "is an object of the JDK's " + type.getName(), ORDINARY);
        }
        return true;
    }

    private boolean refuse(String path, String cause, String remedy) {
        diagnostics.add(new Diagnostic(path, cause, remedy));
        return false;
    }

    @SuppressWarnings("EnumOrdinal") // what Enum.ordinal() is compiled to loads it
    private void fields(Snapshot snapshot, Class<?> declaring, String path) {
        if (declaring == Enum.class) {
            Enum<?> constant = (Enum<?>) snapshot.object();
            put(snapshot, declaring, "name", reference(constant.name(), path + ".name"));
            put(snapshot, declaring, "ordinal", new Bits(4, constant.ordinal()));
        } else if (!declaring.getModule().isNamed()) {
            for (Field field : Layout.instanceFields(declaring)) {
                Part part = value(get(field, snapshot.object()), field.getType(), path + "." + field.getName());
                if (part != null) {
                    snapshot.values().put(layout.offset(field), part);
                }
            }
        }
    }

    private void put(Snapshot snapshot, Class<?> declaring, String field, @Nullable Part part) {
        try {
            if (part != null) {
                snapshot.values().put(layout.offset(declaring.getDeclaredField(field)), part);
            }
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("this JDK's " + declaring + " has no field " + field, e);
        }
    }

    /**
     * The value of a field.
     *
     * @param object null for a static field
     */
    static @Nullable Object get(Field field, @Nullable Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            throw new IllegalStateException("can't read " + field, e);
        }
    }

    /** What stands in the image for a value of declared type {@code type}; null for zeros. */
    @Nullable
    Part value(@Nullable Object value, Class<?> type, String path) {
        if (type == float.class || type == double.class) {
            refuse(path, "is a " + type, "use an integer; the compiler knows no floating point");
            return null;
        }
        if (Layout.isWord(type)) {
            if (value == null) {
                refuse(path, "is null, and a " + type.getSimpleName() + " is a word", "give it a value");
                return null;
            }
            Field component =
                    Objects.requireNonNull(Layout.instanceFields(type).getFirst(), "a word has one component");
            return value(get(component, value), component.getType(), path);
        }
        if (type.isPrimitive()) {
            return new Bits(Layout.width(type), bits(Objects.requireNonNull(value)));
        }
        return value == null ? null : reference(value, path);
    }

    private @Nullable Part reference(Object object, String path) {
        return kept.test(object) ? new Reference(object, path) : null;
    }

    private static long bits(Object primitive) {
        return switch (primitive) {
            case Boolean b -> b ? 1 : 0;
            case Character c -> c;
            case Number n -> n.longValue();
            default -> throw new IllegalArgumentException(primitive.getClass() + " is no primitive");
        };
    }

    private Snapshot string(String text, String path) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (text.chars().anyMatch(c -> c > 0xff)) {
            refuse(path, "is a String with characters beyond U+00FF: \"" + text + "\"", "keep to Latin-1");
        }
        Map<Integer, Part> values = Map.of(
                Layout.LENGTH, new Bits(4, bytes.length),
                Layout.ELEMENTS, new Bytes(bytes));
        return new Snapshot(text, Layout.ELEMENTS + bytes.length, new TreeMap<>(values));
    }

    private Snapshot array(Object array, String path) {
        Class<?> element = array.getClass().getComponentType();
        int length = Array.getLength(array);
        int width = Layout.width(element);
        int size = Math.toIntExact(Layout.ELEMENTS + (long) width * length);
        Snapshot snapshot = new Snapshot(array, size, new TreeMap<>());
        snapshot.values().put(Layout.LENGTH, new Bits(4, length));
        if (Layout.isWord(element)) {
            refuse(path, "is an array of " + element.getSimpleName() + ", a word", "make it a long[]");
        } else if (element == float.class || element == double.class) {
            refuse(path, "is an array of " + element, "use integers; the compiler knows no floating point");
        } else if (element.isPrimitive()) {
            snapshot.values().put(Layout.ELEMENTS, new Bytes(elements(array, length, width)));
        } else {
            Object[] objects = (Object[]) array;
            for (int i = 0; i < length; i++) {
                Part part = objects[i] == null ? null : reference(objects[i], path + "[" + i + "]");
                if (part != null) {
                    snapshot.values().put(Layout.ELEMENTS + width * i, part);
                }
            }
        }
        return snapshot;
    }

    private static byte[] elements(Object array, int length, int width) {
        ByteBuffer bytes = ByteBuffer.allocate(length * width).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < length; i++) {
            long bits = bits(Array.get(array, i));
            switch (width) {
                case 1 -> bytes.put((byte) bits);
                case 2 -> bytes.putShort((short) bits);
                case 4 -> bytes.putInt((int) bits);
                default -> bytes.putLong(bits);
            }
        }
        return bytes.array();
    }

    /** Whether it is a static field that holds a reference. */
    static boolean isStaticReference(Field field) {
        return Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive();
    }
}
