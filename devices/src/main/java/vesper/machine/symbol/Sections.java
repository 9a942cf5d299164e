package vesper.machine.symbol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sections of an ELF64 (ELF gABI 4.1, chapter "Sections"); those that lie outside the file are not there. */
final class Sections {
    private static final int HEADER_SIZE = 64;
    private static final int SECTION_HEADER_SIZE = 64;
    private static final int SHT_NOBITS = 8;
    private static final long SHF_COMPRESSED = 0x800;

    /**
     * A section with bytes in the file.
     *
     * @param link the number of another section that it belongs to
     */
    record Section(int type, int link, String name, ByteBuffer bytes) {}

    private final ByteBuffer file;
    private final List<Optional<Section>> all = new ArrayList<>();

    Sections(byte[] elf) {
        file = ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN);
        if (elf.length >= HEADER_SIZE && file.getInt(0) == 0x464c_457f && file.get(4) == 2 && file.get(5) == 1) {
            read();
        }
    }

    private void read() {
        long table = file.getLong(40);
        int entrySize = Short.toUnsignedInt(file.getShort(58));
        int count = Short.toUnsignedInt(file.getShort(60));
        if (entrySize != SECTION_HEADER_SIZE || !isInFile(table, (long) count * SECTION_HEADER_SIZE)) {
            return;
        }
        int names = Short.toUnsignedInt(file.getShort(62));
        ByteBuffer strings = names < count
                ? bytes((int) table + names * SECTION_HEADER_SIZE).orElse(ByteBuffer.allocate(0))
                : ByteBuffer.allocate(0);
        for (int i = 0; i < count; i++) {
            int at = (int) table + i * SECTION_HEADER_SIZE;
            String name = text(strings, Integer.toUnsignedLong(file.getInt(at)));
            int type = file.getInt(at + 4);
            int link = file.getInt(at + 40);
            all.add(bytes(at).map(bytes -> new Section(type, link, name, bytes)));
        }
    }

    private Optional<ByteBuffer> bytes(int header) {
        long offset = file.getLong(header + 24);
        long size = file.getLong(header + 32);
        boolean plain = file.getInt(header + 4) != SHT_NOBITS && (file.getLong(header + 8) & SHF_COMPRESSED) == 0;
        return plain && isInFile(offset, size)
                ? Optional.of(file.slice((int) offset, (int) size).order(ByteOrder.LITTLE_ENDIAN))
                : Optional.empty();
    }

    private boolean isInFile(long offset, long size) {
        return offset >= 0 && size >= 0 && offset <= file.limit() && size <= file.limit() - offset;
    }

    /** Those of a type. */
    List<Section> ofType(int type) {
        return all.stream()
                .flatMap(Optional::stream)
                .filter(section -> section.type == type)
                .toList();
    }

    /** By its number. */
    Optional<Section> numbered(int number) {
        return number >= 0 && number < all.size() ? all.get(number) : Optional.empty();
    }

    /** The bytes of the first of this name; none if there is none. */
    ByteBuffer named(String name) {
        return all.stream()
                .flatMap(Optional::stream)
                .filter(section -> section.name.equals(name))
                .map(Section::bytes)
                .findFirst()
                .orElse(ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN));
    }

    /** A text up to its zero, or up to the section's end; empty beyond. */
    static String text(ByteBuffer strings, long offset) {
        int start = Math.clamp(offset, 0, strings.limit());
        int end = start;
        while (end < strings.limit() && strings.get(end) != 0) {
            end++;
        }
        byte[] bytes = new byte[end - start];
        strings.get(start, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
