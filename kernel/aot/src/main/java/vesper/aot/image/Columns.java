package vesper.aot.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table with a row for each class, whose columns are shared: two keys get one column if no class has different
 * entries for them.
 */
final class Columns<K, C, E> {
    private final List<Map<C, E>> columns = new ArrayList<>();
    private final Map<K, Integer> column = new LinkedHashMap<>();

    /** Gives the key the first column that has room for its entries. */
    void add(K key, Map<C, E> entries) {
        int index = 0;
        while (index < columns.size() && conflicts(columns.get(index), entries)) {
            index++;
        }
        if (index == columns.size()) {
            columns.add(new LinkedHashMap<>());
        }
        columns.get(index).putAll(entries);
        column.put(key, index);
    }

    private static <C, E> boolean conflicts(Map<C, E> column, Map<C, E> entries) {
        return entries.entrySet().stream()
                .anyMatch(entry ->
                        !column.getOrDefault(entry.getKey(), entry.getValue()).equals(entry.getValue()));
    }

    int of(K key) {
        Integer index = column.get(key);
        if (index == null) {
            throw new IllegalArgumentException(key + " has no column");
        }
        return index;
    }

    int size() {
        return columns.size();
    }

    Optional<E> entry(int index, C row) {
        return Optional.ofNullable(columns.get(index).get(row));
    }
}
