package vesper.aot.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vesper.aot.CompileError;
import vesper.aot.Diagnostic;
import vesper.aot.image.Snapshot.Part;
import vesper.aot.image.Snapshot.Reference;
import vesper.isa.Assembler;

/**
 * The objects of the image: those whose labels are asked for, and what they refer to. All orders derive from the order
 * of asking. For one thread.
 */
public final class Heap implements Labels {
    private final Names names;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final ObjectReader reader;
    private final IdentityHashMap<Object, String> labels = new IdentityHashMap<>(); // never iterated
    private final List<Object> objects = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();

    /** See {@link ObjectReader} for {@code kept}. */
    Heap(Layout layout, Names names, Predicate<Object> kept) {
        this.names = names;
        this.reader = new ObjectReader(layout, kept, diagnostics);
    }

    @Override
    public String of(Object object) {
        return label(object, names.path(object));
    }

    private String label(Object object, String path) {
        String known = labels.get(object);
        if (known == null) {
            known = names.symbol(object);
            labels.put(object, known);
            objects.add(object);
            paths.add(path);
        }
        return known;
    }

    /** As {@link ObjectReader#value}; an object referred to gets its label. */
    @Nullable
    Part value(@Nullable Object value, Class<?> type, String path) {
        Part part = reader.value(value, type, path);
        follow(part);
        return part;
    }

    private void follow(@Nullable Part part) {
        if (part instanceof Reference reference) {
            label(reference.object(), reference.path());
        }
    }

    /**
     * Reads all objects, now that no more are asked for: smaller ones first.
     *
     * @throws CompileError naming whatever can't be in an image
     */
    List<Snapshot> close() throws CompileError {
        List<Snapshot> snapshots = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            Snapshot snapshot = reader.read(objects.get(i), paths.get(i));
            snapshot.values().values().forEach(this::follow);
            snapshots.add(snapshot);
        }
        if (!diagnostics.isEmpty()) {
            throw new CompileError(diagnostics.stream().distinct().toList());
        }
        snapshots.sort(Comparator.comparingInt(Snapshot::size));
        return snapshots;
    }

    /** Appends an object to the current section. */
    void write(Assembler a, Snapshot snapshot) {
        a.align(3);
        String label = Objects.requireNonNull(labels.get(snapshot.object()));
        a.label(label);
        a.dword(Hubs.symbol(snapshot.object().getClass()));
        int at = Layout.FIRST_FIELD;
        for (Map.Entry<Integer, Part> entry : snapshot.values().entrySet()) {
            a.space(entry.getKey() - at);
            at = entry.getKey() + write(a, entry.getValue());
        }
        a.space(snapshot.size() - at);
        a.object(label, a.mark());
    }

    /** Appends a part, and says how many bytes it took. */
    int write(Assembler a, Part part) {
        return switch (part) {
            case Snapshot.Bits bits -> {
                switch (bits.width()) {
                    case 1 -> a.bytes(bits.value());
                    case 2 -> a.half(bits.value());
                    case 4 -> a.word(bits.value());
                    default -> a.dword(bits.value());
                }
                yield bits.width();
            }
            case Snapshot.Bytes bytes -> {
                a.bytes(bytes.bytes());
                yield bytes.bytes().length;
            }
            case Reference reference -> {
                a.dword(of(reference.object()));
                yield 8;
            }
        };
    }
}
