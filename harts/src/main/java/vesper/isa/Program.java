package vesper.isa;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the {@link Assembler} makes: placed sections and symbols. Immutable. */
public final class Program implements Places {
    /** What a name stands for. */
    public enum SymbolType {
        /** Nobody said. */
        NONE,
        FUNCTION,
        OBJECT
    }

    /**
     * A name.
     *
     * @param size in bytes, 0 if nobody said
     * @param section the section a label lies in, empty for a constant
     * @param global whether {@code .globl} named it
     */
    public record Symbol(
            String name, long value, long size, SymbolType type, Optional<Section> section, boolean global) {}

    private final long base;
    private final long entry;
    private final boolean compressed;
    private final List<Section> sections;
    private final List<Symbol> symbols;
    private final Symbols places; // not changed once the program is there

    Program(long base, long entry, boolean compressed, List<Section> sections, List<Symbol> symbols, Symbols places) {
        this.base = base;
        this.entry = entry;
        this.compressed = compressed;
        this.sections = List.copyOf(sections);
        this.symbols = List.copyOf(symbols);
        this.places = places;
    }

    /** The address of the first byte. */
    public long base() {
        return base;
    }

    /** The address to start at. */
    public long entry() {
        return entry;
    }

    /** Whether it needs the C extension. */
    public boolean compressed() {
        return compressed;
    }

    /** By rising address. */
    public List<Section> sections() {
        return sections;
    }

    /** Labels, but for local ones ({@code .L...}), and constants in the order of their definition. */
    public List<Symbol> symbols() {
        return symbols;
    }

    @Override
    public long symbol(String name) {
        return places.symbol(name);
    }

    @Override
    public long address(Mark mark) {
        return places.address(mark);
    }

    /** The memory image from {@link #base} to the last initialised byte; what lies beyond it ({@code .bss}) is zero. */
    public byte[] flat() {
        byte[] image = new byte[0];
        for (Section section : sections) {
            byte[] bytes = section.bytes();
            if (bytes.length > 0) {
                int at = Math.toIntExact(section.address() - base);
                image = Arrays.copyOf(image, at + bytes.length);
                System.arraycopy(bytes, 0, image, at, bytes.length);
            }
        }
        return image;
    }
}
