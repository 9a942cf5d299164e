package vesper.isa;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives every fragment its address: code, then read-only data, then data and {@code .bss}, each of the three on pages
 * of its own, and sections of a kind in the order in which they were begun.
 *
 * <p>Fragments only grow, so that placing them until none does comes to an end.
 */
final class Layout {
    private static final long PAGE = 4096;
    private static final long SECTION_ALIGNMENT = 16;

    private final Map<String, List<Fragment>> sections = new LinkedHashMap<>();
    private final Map<String, Long> constants;
    private final int marks;

    Layout(Map<String, List<Fragment>> unordered, Map<String, Long> constants, int marks) {
        this.constants = constants;
        this.marks = marks;
        unordered.entrySet().stream()
                .filter(section -> !section.getValue().isEmpty())
                .sorted(Comparator.comparing(section -> Section.Kind.of(section.getKey())))
                .forEach(section -> sections.put(section.getKey(), section.getValue()));
    }

    /** Places everything from {@code base} on, and says where the labels came to lie. */
    Symbols settle(long base) {
        if (base % PAGE != 0) {
            throw new IllegalArgumentException("base 0x%x is not a multiple of %d".formatted(base, PAGE));
        }
        Symbols symbols = place(base);
        while (grow(symbols)) {
            symbols = place(base);
        }
        return symbols;
    }

    private Symbols place(long base) {
        Symbols symbols = new Symbols(marks);
        constants.forEach(symbols::define);
        long address = base;
        Section.Kind last = Section.Kind.TEXT;
        for (Map.Entry<String, List<Fragment>> section : sections.entrySet()) {
            Section.Kind kind = Section.Kind.of(section.getKey());
            boolean newPage = kind != last && !(last == Section.Kind.DATA && kind == Section.Kind.BSS);
            address = roundUp(address, newPage ? PAGE : SECTION_ALIGNMENT);
            last = kind;
            for (Fragment fragment : section.getValue()) {
                fragment.place(address);
                if (fragment instanceof Fragment.Label label) {
                    symbols.define(label.name(), label.value());
                } else if (fragment instanceof Fragment.Marker marker) {
                    symbols.mark(marker.mark(), address);
                }
                address += fragment.size();
            }
        }
        return symbols;
    }

    private boolean grow(Symbols symbols) {
        boolean grown = false;
        for (List<Fragment> fragments : sections.values()) {
            for (Fragment fragment : fragments) {
                grown |= fragment.grow(symbols);
            }
        }
        return grown;
    }

    /** The sections as they were settled, by rising address. */
    List<Section> finish(Symbols symbols) {
        List<Section> finished = new ArrayList<>();
        sections.forEach((name, fragments) -> finished.add(finish(name, fragments, symbols)));
        return finished;
    }

    /** The labels of a section, in their order. */
    List<Fragment.Label> labels(Section section) {
        return sections.getOrDefault(section.name(), List.of()).stream()
                .filter(Fragment.Label.class::isInstance)
                .map(Fragment.Label.class::cast)
                .toList();
    }

    private static Section finish(String name, List<Fragment> fragments, Symbols symbols) {
        Fragment last = fragments.getLast();
        long address = fragments.getFirst().address();
        long size = last.address() + last.size() - address;
        Section.Kind kind = Section.Kind.of(name);
        if (kind == Section.Kind.BSS) {
            if (!fragments.stream().allMatch(Fragment::isZero)) {
                throw new IllegalArgumentException("section '" + name + "' has room for space, not for data");
            }
            return new Section(name, kind, address, size, new byte[0]);
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
        for (Fragment fragment : fragments) {
            fragment.write(bytes, symbols);
        }
        return new Section(name, kind, address, size, bytes.array());
    }

    private static long roundUp(long address, long alignment) {
        return address + (-address & (alignment - 1));
    }
}
