package vesper.aot.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vesper.aot.ir.MethodRef;
import vesper.isa.Assembler;

/**
 * What the image knows of a class. An object's first word is the address of its class's hub.
 *
 * <pre>
 *   0          a byte for each tested type: 1 if an object of the class is of the type
 *   8-aligned  a pointer for each selected method: the code that the class selects
 * </pre>
 *
 * A hub ends with the last column that the class has an entry in.
 */
public final class Hubs {
    private static final int POINTER_SIZE = 8;

    private final List<Class<?>> classes;
    private final Columns<String, Class<?>, Boolean> tests = new Columns<>();
    private final Columns<MethodRef, Class<?>, MethodRef> slots = new Columns<>();
    private final NavigableSet<String> inhabited = new TreeSet<>();

    Hubs(Hierarchy hierarchy, NavigableSet<MethodRef> selectors, NavigableSet<String> types) {
        classes = List.copyOf(hierarchy.instantiated());
        for (String name : types) {
            Class<?> type = hierarchy.type(name);
            Map<Class<?>, Boolean> answers = new LinkedHashMap<>();
            classes.forEach(each -> answers.put(each, type.isAssignableFrom(each)));
            if (answers.containsValue(true)) {
                inhabited.add(name);
                tests.add(name, answers);
            }
        }
        for (MethodRef selector : selectors) {
            Class<?> owner = hierarchy.type(selector.owner());
            Map<Class<?>, MethodRef> targets = new LinkedHashMap<>();
            for (Class<?> each : classes) {
                if (owner.isAssignableFrom(each)) {
                    hierarchy.resolve(selector, each).ifPresent(target -> targets.put(each, target));
                }
            }
            slots.add(selector, targets);
        }
    }

    /** The symbol of a class's hub. */
    public static String symbol(Class<?> type) {
        return "hub " + type.getTypeName();
    }

    /** Whether any object can be of the type: others have no column. */
    boolean isInhabited(String type) {
        return inhabited.contains(type);
    }

    /** Where in a hub the byte of a type lies. */
    int testOffset(String type) {
        return tests.of(type);
    }

    /** Where in a hub the pointer of a method lies. */
    int slotOffset(MethodRef selector) {
        return firstSlot() + POINTER_SIZE * slots.of(selector);
    }

    private int firstSlot() {
        return (tests.size() + POINTER_SIZE - 1) & -POINTER_SIZE;
    }

    Set<MethodRef> targets() {
        NavigableSet<MethodRef> targets = new TreeSet<>();
        for (Class<?> type : classes) {
            for (int i = 0; i < slots.size(); i++) {
                slots.entry(i, type).ifPresent(targets::add);
            }
        }
        return targets;
    }

    /** Appends a class's hub to the current section, which is to be 8-aligned. */
    void write(Assembler a, Class<?> type) {
        String symbol = symbol(type);
        a.label(symbol);
        for (int i = 0; i < tests.size(); i++) {
            a.bytes(tests.entry(i, type).orElse(false) ? 1 : 0);
        }
        a.align(3);
        int last = slots.size() - 1;
        while (last >= 0 && slots.entry(last, type).isEmpty()) {
            last--;
        }
        for (int i = 0; i <= last; i++) {
            Optional<MethodRef> target = slots.entry(i, type);
            if (target.isPresent()) {
                a.dword(target.get().symbol());
            } else {
                a.dword(0);
            }
        }
        if (firstSlot() + last + 1 == 0) {
            a.dword(0); // no two hubs are at one address
        }
    }
}
