package vesper.aot.image;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** Names of objects: of one that a static field holds, the field's. For one thread. */
final class Names {
    // never iterated
    private final IdentityHashMap<Object, String> fields = new IdentityHashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /** Looks into the static fields of these classes, which are initialised. */
    Names(Collection<Class<?>> classes) {
        for (Class<?> type : classes) {
            if (!type.getModule().isNamed() && !type.isArray()) {
                for (Field field : type.getDeclaredFields()) {
                    if (ObjectReader.isStaticReference(field)) {
                        Object value = ObjectReader.get(field, null);
                        if (value != null) {
                            fields.putIfAbsent(value, type.getName() + "." + field.getName());
                        }
                    }
                }
            }
        }
    }

    /** How a person may know the object: {@code vesper.kernel.Main.CONSOLE}, or the name of its class. */
    String path(Object object) {
        String type = object.getClass().getTypeName();
        return fields.getOrDefault(object, object.getClass().isHidden() ? "a " + type : type);
    }

    /** A symbol for it, another one each time; strings have local ones. */
    String symbol(Object object) {
        if (object instanceof String) {
            return ".Lstring." + next(".Lstring");
        }
        String field = fields.get(object);
        if (field != null && next(field) == 0) {
            return field;
        }
        String type = object.getClass().getTypeName();
        return type + "#" + next(type + "#");
    }

    private int next(String name) {
        return counts.merge(name, 1, Integer::sum) - 1;
    }
}
