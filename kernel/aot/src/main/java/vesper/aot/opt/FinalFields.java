package vesper.aot.opt;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vesper.aot.image.Layout;
import vesper.aot.ir.Access;
import vesper.aot.ir.Access.Alias;
import vesper.aot.ir.Block;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Op;
import vesper.aot.ir.Type;
import vesper.aot.ir.Value;

/** Loads what never changes from objects that are there already: {@code final} fields, lengths, characters. */
final class FinalFields implements Pass {
    private final Layout layout = new Layout();

    @Override
    public boolean run(Graph graph) {
        boolean changed = false;
        for (Block block : graph.blocks()) {
            for (Value value : block.values()) {
                if (value.op() == Op.LOAD
                        && value.arg(0).op() == Op.OBJECT
                        && value.access().alias().kind() == Alias.Kind.IMMUTABLE
                        && value.imm() != Layout.HUB) {
                    changed |= fold(value, value.arg(0).aux());
                }
            }
        }
        return changed;
    }

    private boolean fold(Value load, Object object) {
        if (object.getClass().isArray()) {
            return load.imm() == Layout.LENGTH && number(load, Array.getLength(object));
        }
        if (object instanceof String text) {
            long index = load.imm() - Layout.ELEMENTS;
            if (load.imm() == Layout.LENGTH) {
                return number(load, text.length());
            }
            return index >= 0 && index < text.length() && number(load, text.charAt((int) index));
        }
        Field field = field(object.getClass(), load.imm());
        return field != null && constant(load, read(field, object), field.getType());
    }

    /** As the load extends it, which is not always as its field's type does: {@link ExtensionRules#retype}. */
    private static boolean number(Value load, long value) {
        Access access = load.access();
        int unused = Long.SIZE - Byte.SIZE * access.width();
        load.becomeConst(access.signed() ? value << unused >> unused : value << unused >>> unused);
        return true;
    }

    /** The final field at the offset, or null. */
    private @Nullable Field field(Class<?> type, long offset) {
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            for (Field field : Layout.instanceFields(at)) {
                if (Modifier.isFinal(field.getModifiers()) && layout.offset(field) == offset) {
                    return field;
                }
            }
        }
        return null;
    }

    private static @Nullable Object read(Field field, Object object) {
        if (field.getDeclaringClass() == Enum.class) { // which reflection may not look into
            Enum<?> constant = (Enum<?>) object;
            return field.getName().equals("name") ? constant.name() : position(constant);
        }
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException("can't read " + field, e);
        }
    }

    @SuppressWarnings("EnumOrdinal") // it is what the field holds
    private static int position(Enum<?> constant) {
        return constant.ordinal();
    }

    private static boolean constant(Value load, @Nullable Object found, Class<?> type) {
        Object value = found;
        Class<?> declared = type;
        while (value != null && Layout.isWord(declared)) { // a word is its component
            declared = Layout.component(declared);
            value = component(value);
        }
        if ((load.type() == Type.REF) == declared.isPrimitive()) {
            return false; // code that is never run may take an object for one of another class
        }
        if (load.type() == Type.REF) {
            if (value == null) {
                return number(load, 0);
            }
            load.become(Op.OBJECT, Type.REF, List.of()).aux(value);
            return true;
        }
        if (value == null) {
            return false;
        }
        return switch (value) {
            case Boolean truth -> number(load, truth ? 1 : 0);
            case Character character -> number(load, character);
            case Number number -> number(load, number.longValue());
            default -> false;
        };
    }

    private static @Nullable Object component(Object word) {
        try {
            Method accessor = word.getClass().getRecordComponents()[0].getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(word);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("can't read " + word, e);
        }
    }
}
