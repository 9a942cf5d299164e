package vesper.aot.check;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;
import vesper.aot.world.Classes;
import vesper.aot.world.HostHeap;

/** Which fields may be used, and what is known of them. */
final class Fields {
    private static final String ASSERTIONS_OFF = "$assertionsDisabled";

    private final Classes classes;
    private final Uses uses;
    private final Values values;

    Fields(Classes classes, Uses uses, Values values) {
        this.classes = classes;
        this.uses = uses;
        this.values = values;
    }

    Fact getStatic(Class<?> owner, String name, Class<?> type) {
        values.inspect(type);
        if (name.equals(ASSERTIONS_OFF)) {
            return Fact.of(int.class, Fact.State.ASSERTIONS_OFF);
        }
        Field field = field(owner, name);
        if (field == null || !isUsable(field)) {
            return Fact.of(type, Fact.State.REFUSED);
        }
        if (!Modifier.isFinal(field.getModifiers())) {
            uses.memory(field, values.here());
            return Fact.of(type);
        }
        return constant(field, HostHeap.read(field, null));
    }

    private Fact constant(Field field, @Nullable Object value) {
        Class<?> type = field.getType();
        if (value == null) {
            if (Words.isWord(type)) {
                values.diagnose(Rule.WORD_NULL, type.getSimpleName());
            }
            return Fact.of(type);
        }
        if (!type.isPrimitive() && !Words.isWord(type)) {
            uses.object(value, Places.name(field), values.here());
        }
        return Fact.constant(type, value);
    }

    private boolean isUsable(Field field) {
        Class<?> owner = field.getDeclaringClass();
        if (Places.isJdk(owner)) {
            values.diagnose(Rule.JDK_FIELD, Places.name(field));
            return false;
        }
        boolean sound = !Words.isWord(field.getType()) || Words.isSound(field.getType());
        return uses.initialises(owner, values.here()) && sound;
    }

    private @Nullable Field field(Class<?> owner, String name) {
        Field field = classes.field(owner, name).orElse(null);
        if (field == null) {
            values.diagnose(Rule.MISSING, owner.getName() + "." + name);
        }
        return field;
    }

    void putStatic(Class<?> owner, String name, Fact value) {
        Field field = field(owner, name);
        if (field != null && isUsable(field)) {
            values.inspect(field.getType());
            values.flows(value, field.getType());
            uses.memory(field, values.here());
        }
    }

    Fact getField(Class<?> owner, String name, Class<?> type) {
        values.inspect(owner);
        values.inspect(type);
        return Fact.of(type, field(owner, name) == null ? Fact.State.REFUSED : Fact.State.VALUE);
    }

    void putField(Class<?> owner, String name, Fact value) {
        Field field = field(owner, name);
        if (field != null) {
            values.inspect(field.getType());
            values.flows(value, field.getType());
        }
    }
}
