package vesper.machine.symbol;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import vesper.machine.symbol.Sections.Section;

/** The symbols of an ELF that stand for an address of the guest's. */
final class Names {
    private static final int SYMBOL_SIZE = 24;
    private static final int SHT_SYMTAB = 2;
    private static final int SHN_UNDEF = 0;
    private static final int SHN_ABS = 0xfff1;

    /** STT_OBJECT and STT_FUNC; STT_NOTYPE, 0, is what assemblers make. Sections and files are none. */
    private static final int MOST_TYPE = 2;

    private static final int STB_LOCAL = 0;

    /**
     * A symbol.
     *
     * @param rank of several at one address the least is told: sized ones before others, then global ones
     */
    private record Symbol(String name, long address, long size, int rank) {}

    private final List<Symbol> symbols = new ArrayList<>(); // by address
    private final Map<String, Long> addresses = new HashMap<>();

    Names(Sections sections) {
        for (Section table : sections.ofType(SHT_SYMTAB)) {
            sections.numbered(table.link()).ifPresent(strings -> read(table.bytes(), strings.bytes()));
        }
        symbols.sort(Comparator.comparing(Symbol::address, Long::compareUnsigned)
                .thenComparing(Symbol::rank, Comparator.reverseOrder()));
    }

    private void read(ByteBuffer table, ByteBuffer strings) {
        for (int at = 0; at + SYMBOL_SIZE <= table.limit(); at += SYMBOL_SIZE) {
            int info = table.get(at + 4);
            int section = Short.toUnsignedInt(table.getShort(at + 6));
            String name = Sections.text(strings, Integer.toUnsignedLong(table.getInt(at)));
            boolean placed = section != SHN_UNDEF && section != SHN_ABS && (info & 0xf) <= MOST_TYPE;
            if (placed && !name.isEmpty()) {
                long address = table.getLong(at + 8);
                long size = table.getLong(at + 16);
                boolean local = info >> 4 == STB_LOCAL;
                if (!local || !addresses.containsKey(name)) {
                    addresses.put(name, address);
                }
                if (!isLabel(name)) {
                    symbols.add(new Symbol(name, address, size, (size == 0 ? 2 : 0) + (local ? 1 : 0)));
                }
            }
        }
    }

    /** Mapping symbols of the psABI, and what compilers call their own labels. */
    private static boolean isLabel(String name) {
        return name.startsWith("$x") || name.startsWith("$d") || name.startsWith(".L");
    }

    OptionalLong address(String name) {
        Long address = addresses.get(name);
        return address == null ? OptionalLong.empty() : OptionalLong.of(address);
    }

    /** The symbol that holds an address; one of no size reaches to the next symbol. */
    Optional<Place> at(long address) {
        int low = 0;
        int high = symbols.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(symbols.get(middle).address, address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return Optional.empty();
        }
        Symbol found = symbols.get(low - 1);
        long offset = address - found.address;
        boolean holds = found.size == 0 || Long.compareUnsigned(offset, found.size) < 0;
        return holds ? Optional.of(new Place(found.name, offset)) : Optional.empty();
    }
}
