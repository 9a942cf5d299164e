package vesper.aot.image;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vesper.aot.image.Snapshot.Part;
import vesper.isa.Assembler;

/** The static fields that are memory, with the values that they have when the build reads them. */
final class Statics {
    private final Map<Field, Optional<Part>> values = new LinkedHashMap<>();

    /** Reads them; the objects they refer to get labels. Wider ones come first, so that none needs padding. */
    Statics(Collection<Field> fields, Heap heap) {
        List<Field> sorted = fields.stream()
                .sorted(Comparator.comparingInt((Field field) -> -Layout.width(field.getType()))
                        .thenComparing(Statics::symbol))
                .toList();
        for (Field field : sorted) {
            String path = field.getDeclaringClass().getName() + "." + field.getName();
            values.put(field, Optional.ofNullable(heap.value(ObjectReader.get(field, null), field.getType(), path)));
        }
    }

    /** The symbol of a static field's memory. */
    static String symbol(Field field) {
        return "static " + field.getDeclaringClass().getName() + "." + field.getName();
    }

    /** Appends them to the current section, which is to be 8-aligned. */
    void write(Assembler a, Heap heap) {
        values.forEach((field, part) -> {
            a.label(symbol(field));
            part.ifPresentOrElse(value -> heap.write(a, value), () -> a.space(Layout.width(field.getType())));
            a.object(symbol(field), a.mark());
        });
    }
}
