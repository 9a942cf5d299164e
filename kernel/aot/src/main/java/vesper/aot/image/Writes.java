package vesper.aot.image;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import vesper.aot.ir.Access.Alias;
import vesper.aot.ir.Block;
import vesper.aot.ir.Graph;
import vesper.aot.ir.Op;
import vesper.aot.ir.Value;
import vesper.metal.Atomic;

/** What the program's code may write to. Objects that it can't may be read-only. */
final class Writes {
    private final Set<String> fields = new HashSet<>();
    private final Set<Character> elements = new HashSet<>();

    Writes(Collection<Graph> graphs) {
        for (Graph graph : graphs) {
            for (Block block : graph.blocks()) {
                block.values().forEach(this::add);
            }
        }
    }

    private void add(Value value) {
        if (value.op() == Op.STORE) {
            Alias alias = value.access().alias();
            switch (alias.kind()) {
                case FIELD -> fields.add(alias.key().replace('/', '.'));
                case ARRAY -> elements.add(kind(alias.key()));
                case RAW -> {}
                case IMMUTABLE -> throw new IllegalStateException(value + " stores to what is immutable");
            }
        }
    }

    /** Whether code may write to an object or array of this class. */
    boolean reach(Class<?> type) {
        if (type.isArray()) {
            return elements.contains(kind(type.getComponentType().descriptorString()));
        }
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            // Its memory operations have no alias.
            if (at == Atomic.class || Layout.instanceFields(at).stream().anyMatch(this::isWritten)) {
                return true;
            }
        }
        return false;
    }

    private boolean isWritten(Field field) {
        return fields.contains(field.getDeclaringClass().getName() + "." + field.getName());
    }

    // A store of a byte may be one of a boolean; arrays of references are covariant.
    private static char kind(String element) {
        return switch (element.charAt(0)) {
            case 'Z' -> 'B';
            case '[' -> 'L';
            default -> element.charAt(0);
        };
    }
}
