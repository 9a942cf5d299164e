package vesper.aot.check;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vesper.aot.image.Layout;
import vesper.aot.world.HostHeap;

/** The objects of the build that the image needs: those that code or statics name, and whatever hangs on them. */
final class BuildHeap {
    private static final int MAX_LATIN1 = 0xff;

    private record Item(Object object, String path, String where) {}

    private final IdentityHashMap<Object, Item> known = new IdentityHashMap<>();
    private final List<Item> items = new ArrayList<>();
    private final Map<Field, String> statics = new LinkedHashMap<>();
    private final Set<Class<?>> types = new LinkedHashSet<>();
    private final Deque<Item> pending = new ArrayDeque<>();
    private final Uses uses;
    private final Consumer<Class<?>> onType;

    /** @param onType told each class of which there is an object, once */
    BuildHeap(Uses uses, Consumer<Class<?>> onType) {
        this.uses = uses;
        this.onType = onType;
    }

    Collection<Object> objects() {
        return items.stream().map(Item::object).toList();
    }

    Set<Class<?>> types() {
        return types;
    }

    Set<Field> statics() {
        return statics.keySet();
    }

    void add(Field field, String where) {
        if (statics.putIfAbsent(field, where) == null) {
            addStatic(field, where);
        }
    }

    private void addStatic(Field field, String where) {
        addValue(field, null, Places.name(field), where);
    }

    /** Adds an object and all that it leads to. */
    void add(Object object, String path, String where) {
        enqueue(object, path, where);
        while (!pending.isEmpty()) {
            visit(pending.removeFirst());
        }
    }

    /** Looks at everything again: initialisers that ran since may have changed it. */
    void rescan() {
        statics.forEach((field, where) -> addStatic(field, where));
        pending.addAll(items);
        while (!pending.isEmpty()) {
            visit(pending.removeFirst());
        }
    }

    int size() {
        return items.size();
    }

    private void enqueue(Object object, String path, String where) {
        if (known.containsKey(object)) {
            return;
        }
        Item item = new Item(object, path, where);
        known.put(object, item);
        if (isAllowed(item)) {
            items.add(item);
            pending.add(item);
            if (types.add(object.getClass())) {
                onType.accept(object.getClass());
            }
        }
    }

    private boolean isAllowed(Item item) {
        Class<?> type = item.object.getClass();
        if (item.object instanceof String text) {
            if (text.chars().anyMatch(character -> character > MAX_LATIN1)) {
                uses.diagnose(Rule.HEAP_STRING, item.where, item.path);
                return false;
            }
            return true;
        }
        if (type.isHidden() || type.isSynthetic()) {
            uses.diagnose(Rule.HEAP_LAMBDA, item.where, item.path);
            return false;
        }
        Class<?> component = type;
        while (component.isArray()) {
            component = component.getComponentType();
        }
        if (Words.isWord(component)) {
            Rule rule = type.isArray() ? Rule.WORD_ARRAY : Rule.WORD_AS_OBJECT;
            uses.diagnose(rule, item.where, component.getSimpleName(), "an object in " + item.path);
            return false;
        }
        if (!type.isArray() && !isLayable(type)) {
            uses.diagnose(Rule.HEAP_CLASS, item.where, item.path, type.getName());
            return false;
        }
        return true;
    }

    /** Whether all that it inherits is its own, but for what every object, record or enum has. */
    private static boolean isLayable(Class<?> type) {
        Class<?> top = type;
        while (!Places.isJdk(top)) {
            top = top.getSuperclass();
        }
        return top == Object.class ? true : (top == Record.class || top == Enum.class) && top != type;
    }

    private void visit(Item item) {
        Object object = item.object;
        if (object instanceof Object[] elements) {
            for (int i = 0; i < elements.length; i++) {
                if (elements[i] != null) {
                    enqueue(elements[i], item.path + "[" + i + "]", item.where);
                }
            }
            return;
        }
        if (object instanceof Enum<?> constant) {
            enqueue(constant.name(), item.path + ".name", item.where);
        }
        for (Class<?> type = object.getClass(); type != null && !Places.isJdk(type); type = type.getSuperclass()) {
            for (Field field : Layout.instanceFields(type)) {
                addValue(field, object, item.path + "." + field.getName(), item.where);
            }
        }
    }

    private void addValue(Field field, @Nullable Object object, String path, String where) {
        Class<?> type = field.getType();
        boolean isWord = Words.isWord(type);
        if (isWord && !Words.isSound(type)) {
            uses.diagnose(Rule.WORD_SHAPE, where, type.getSimpleName());
            return;
        }
        Object value = type.isPrimitive() ? null : HostHeap.read(field, object);
        if (isWord && value == null) {
            uses.diagnose(Rule.WORD_NULL, where, type.getSimpleName() + " in " + path);
        } else if (!isWord && value != null) {
            if (Modifier.isStatic(field.getModifiers())) {
                add(value, path, where);
            } else {
                enqueue(value, path, where);
            }
        }
    }
}
