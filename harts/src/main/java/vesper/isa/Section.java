package vesper.isa;

import java.util.Arrays;

/**
 * A section of a finished {@link Program}.
 *
 * <p>Immutable; {@code .bss} has a size but no bytes.
 */
public final class Section {
    /** What a section holds, in the order in which kinds are placed. */
    public enum Kind {
        TEXT(".text"),
        RODATA(".rodata"),
        DATA(".data"),
        BSS(".bss");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        /** The kind of {@code .text}, {@code .text.init} and so on. */
        static Kind of(String section) {
            for (Kind kind : values()) {
                if (section.equals(kind.prefix) || section.startsWith(kind.prefix + ".")) {
                    return kind;
                }
            }
            throw new IllegalArgumentException(
                    "section '" + section + "' is none of .text, .rodata, .data, .bss, nor a part of one (.text.init)");
        }
    }

    private final String name;
    private final Kind kind;
    private final long address;
    private final long size;
    private final byte[] bytes;

    Section(String name, Kind kind, long address, long size, byte[] bytes) {
        this.name = name;
        this.kind = kind;
        this.address = address;
        this.size = size;
        this.bytes = bytes;
    }

    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    public long address() {
        return address;
    }

    /** In bytes, in memory. */
    public long size() {
        return size;
    }

    /** A copy of the contents; empty for {@code .bss}. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, bytes.length);
    }
}
