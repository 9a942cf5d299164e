package vesper.isa;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the {@link Assembler} makes: placed sections and symbols. Immutable. */
public final class Program {
    /**
     * A name.
     *
     * @param section the section a label lies in, empty for a constant
     * @param global whether {@code .globl} named it
     */
    public record Symbol(String name, long value, Optional<Section> section, boolean global) {}

    private final long base;
    private final long entry;
    private final boolean compressed;
    private final List<Section> sections;
    private final List<Symbol> symbols;

    Program(long base, long entry, boolean compressed, List<Section> sections, List<Symbol> symbols) {
        this.base = base;
        this.entry = entry;
        this.compressed = compressed;
        this.sections = List.copyOf(sections);
        this.symbols = List.copyOf(symbols);
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

    /** Labels and constants in the order of their definition. */
    public List<Symbol> symbols() {
        return symbols;
    }

    /**
     * The value of a label or constant.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public long symbol(String name) {
        for (Symbol symbol : symbols) {
            if (symbol.name().equals(name)) {
                return symbol.value();
            }
        }
        throw new IllegalArgumentException("no symbol '" + name + "'");
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
