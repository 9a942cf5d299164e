package vesper.machine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * An ELF64 executable for RISC-V (ELF gABI 4.1; RISC-V ELF psABI). Nothing in the file is trusted: each offset and
 * size is checked before it is used.
 */
final class ElfFile {
    /**
     * What one {@code PT_LOAD} header asks for.
     *
     * @param fileOffset of the first byte in the file
     * @param fileSize bytes taken from the file; the rest up to {@code memorySize} is zero
     * @param vaddr where the program believes to be
     * @param paddr where it goes
     * @param memorySize bytes taken up at {@code paddr}, at least {@code fileSize}; unsigned, as the addresses are
     */
    record Segment(int fileOffset, int fileSize, long vaddr, long paddr, long memorySize) {
        /** The part of it that lies in {@code ram}; without any memory if none does. */
        Segment within(AddressRange ram) {
            long below = ram.start() - paddr;
            if (paddr >= ram.end() || paddr < 0 || (below > 0 && Long.compareUnsigned(below, memorySize) >= 0)) {
                return new Segment(0, 0, vaddr, paddr, 0);
            }
            Segment upper = below > 0 ? from(ram.start()) : this;
            return upper.upTo(ram.end());
        }

        /** The part that begins at {@code start}, which lies in it. */
        private Segment from(long start) {
            long skipped = start - paddr;
            int bytes = (int) Math.min(skipped, fileSize);
            return new Segment(fileOffset + bytes, fileSize - bytes, vaddr + skipped, start, memorySize - skipped);
        }

        /** The part that ends at {@code end}, which lies above its start. */
        private Segment upTo(long end) {
            long room = end - paddr;
            return Long.compareUnsigned(memorySize, room) <= 0
                    ? this
                    : new Segment(fileOffset, (int) Math.min(fileSize, room), vaddr, paddr, room);
        }

        boolean holdsByte(long address) {
            return Long.compareUnsigned(address - paddr, fileSize) < 0;
        }
    }

    private static final int HEADER_SIZE = 64;
    private static final int PROGRAM_HEADER_SIZE = 56;
    private static final int SECTION_HEADER_SIZE = 64;
    private static final int SYMBOL_SIZE = 24;
    private static final int EM_RISCV = 243;
    private static final int PT_LOAD = 1;
    private static final int SHT_SYMTAB = 2;

    private final String name;
    private final ByteBuffer file;
    private final List<Segment> segments;

    private ElfFile(String name, byte[] bytes) throws BadInput {
        this.name = name;
        this.file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (!looksLikeElf(bytes)) {
            throw bad("not an ELF");
        }
        checkIdentity();
        this.segments = readSegments();
    }

    /** Whether the file claims to be an ELF of any kind. */
    static boolean looksLikeElf(byte[] bytes) {
        return bytes.length >= 4 && bytes[0] == 0x7f && bytes[1] == 'E' && bytes[2] == 'L' && bytes[3] == 'F';
    }

    /**
     * Reads the headers.
     *
     * @param name for messages
     * @throws BadInput if it isn't a whole little-endian ELF64 executable for RISC-V
     */
    static ElfFile parse(String name, byte[] bytes) throws BadInput {
        return new ElfFile(name, bytes);
    }

    /** All that it asks for, in the order of the file; there is at least one. */
    List<Segment> segments() {
        return segments;
    }

    /**
     * What of it lies in {@code ram}, from the lowest address to the highest; none overlaps another. Where a segment's
     * zeros would cover another segment, that one's bytes are there: some linker scripts have a segment's {@code
     * p_memsz} be its size where it runs, while its bytes are packed close to the next one's.
     *
     * @throws BadInput if two segments have bytes for the same address
     */
    List<Segment> segmentsWithin(AddressRange ram) throws BadInput {
        List<Segment> sorted = new ArrayList<>();
        for (Segment segment : segments) {
            Segment inside = segment.within(ram);
            if (inside.memorySize != 0) {
                sorted.add(inside);
            }
        }
        // comparingLong's own lambdas are in no AOT cache
        sorted.sort((a, b) -> a.paddr != b.paddr ? Long.compare(a.paddr, b.paddr) : a.fileSize - b.fileSize);
        List<Segment> disjoint = new ArrayList<>();
        long bytesEnd = 0;
        for (int i = 0; i < sorted.size(); i++) {
            Segment segment = sorted.get(i);
            if (segment.paddr < bytesEnd && segment.fileSize > 0) {
                throw bad("two segments overlap at 0x%x".formatted(segment.paddr));
            }
            long next = i + 1 < sorted.size() ? sorted.get(i + 1).paddr : ram.end();
            long end = Math.max(segment.paddr + segment.fileSize, Math.min(segment.paddr + segment.memorySize, next));
            long start = Math.max(segment.paddr, bytesEnd);
            if (start < end) {
                disjoint.add(segment.from(start).upTo(end));
                bytesEnd = Math.max(bytesEnd, segment.paddr + segment.fileSize);
            }
        }
        return disjoint;
    }

    /** {@code e_entry} as a physical address, which may lie anywhere. */
    long entry() {
        return toPhysical(file.getLong(24));
    }

    private BadInput bad(String what) {
        return new BadInput(name + ": " + what);
    }

    private void checkIdentity() throws BadInput {
        if (file.limit() < HEADER_SIZE) {
            throw bad("truncated: an ELF header has 64 bytes, the file " + file.limit());
        }
        if (file.get(4) != 2) {
            throw bad(file.get(4) == 1 ? "a 32-bit ELF; this machine is RV64" : "unknown ELF class " + file.get(4));
        }
        if (file.get(5) != 1) {
            throw bad("a big-endian ELF; RISC-V is little-endian");
        }
        if (file.get(6) != 1) {
            throw bad("unknown ELF version " + file.get(6));
        }
        int machine = unsigned16(18);
        if (machine != EM_RISCV) {
            throw bad("an ELF for " + machineName(machine) + ", not for RISC-V");
        }
        int type = unsigned16(16);
        switch (type) {
            case 2, 3 -> {} // ET_EXEC, and ET_DYN: OpenSBI is position-independent
            case 1 -> throw bad("an object file; link it first");
            case 4 -> throw bad("a core dump, not an executable");
            default -> throw bad("unknown ELF type " + type);
        }
    }

    private static String machineName(int machine) {
        return switch (machine) {
            case 3 -> "x86";
            case 8 -> "MIPS";
            case 20 -> "PowerPC";
            case 21 -> "PowerPC64";
            case 22 -> "S/390";
            case 40 -> "ARM";
            case 62 -> "x86-64";
            case 183 -> "AArch64";
            case 258 -> "LoongArch";
            default -> "machine " + machine;
        };
    }

    private List<Segment> readSegments() throws BadInput {
        long table = file.getLong(32);
        int entrySize = unsigned16(54);
        int count = unsigned16(56);
        if (count == 0) {
            throw bad("no program headers, so nothing to load");
        }
        if (entrySize != PROGRAM_HEADER_SIZE) {
            throw bad("program headers of " + entrySize + " bytes instead of " + PROGRAM_HEADER_SIZE);
        }
        if (!inFile(table, (long) count * entrySize)) {
            throw bad("truncated: the program headers lie outside the file");
        }
        List<Segment> found = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = (int) table + i * entrySize;
            if (file.getInt(at) == PT_LOAD && file.getLong(at + 40) != 0) {
                found.add(readSegment(at, i));
            }
        }
        if (found.isEmpty()) {
            throw bad("no segment to load");
        }
        return List.copyOf(found);
    }

    private Segment readSegment(int at, int index) throws BadInput {
        long paddr = file.getLong(at + 24);
        long fileSize = file.getLong(at + 32);
        long offset = fileSize == 0 ? 0 : file.getLong(at + 8); // what takes nothing from the file may lie anywhere
        long memorySize = file.getLong(at + 40);
        if (!inFile(offset, fileSize)) {
            throw bad("truncated: segment " + index + " lies outside the file");
        }
        if (Long.compareUnsigned(memorySize, fileSize) < 0) {
            throw bad("segment " + index + " is larger in the file than in memory");
        }
        return new Segment((int) offset, (int) fileSize, file.getLong(at + 16), paddr, memorySize);
    }

    private long toPhysical(long vaddr) {
        for (Segment segment : segments) {
            long offset = vaddr - segment.vaddr;
            if (Long.compareUnsigned(offset, segment.memorySize) < 0) {
                return segment.paddr + offset;
            }
        }
        return vaddr;
    }

    /**
     * The physical address of a symbol. A symbol table that is missing or broken has no symbols: nothing else depends
     * on it.
     */
    OptionalLong symbol(String wanted) {
        long table = file.getLong(40);
        int count = unsigned16(60);
        if (unsigned16(58) != SECTION_HEADER_SIZE || !inFile(table, (long) count * SECTION_HEADER_SIZE)) {
            return OptionalLong.empty();
        }
        for (int i = 0; i < count; i++) {
            int at = (int) table + i * SECTION_HEADER_SIZE;
            int strings = file.getInt(at + 40);
            if (file.getInt(at + 4) == SHT_SYMTAB && strings >= 0 && strings < count) {
                return symbolIn(at, (int) table + strings * SECTION_HEADER_SIZE, wanted);
            }
        }
        return OptionalLong.empty();
    }

    private OptionalLong symbolIn(int tableHeader, int stringsHeader, String wanted) {
        long symbols = file.getLong(tableHeader + 24);
        long symbolsSize = file.getLong(tableHeader + 32);
        long strings = file.getLong(stringsHeader + 24);
        long stringsSize = file.getLong(stringsHeader + 32);
        if (!inFile(symbols, symbolsSize) || !inFile(strings, stringsSize)) {
            return OptionalLong.empty();
        }
        byte[] name = (wanted + "\0").getBytes(StandardCharsets.UTF_8);
        for (long at = symbols; at + SYMBOL_SIZE <= symbols + symbolsSize; at += SYMBOL_SIZE) {
            long nameAt = Integer.toUnsignedLong(file.getInt((int) at));
            boolean defined = file.getShort((int) at + 6) != 0;
            if (defined && nameAt + name.length <= stringsSize && equalAt(strings + nameAt, name)) {
                return OptionalLong.of(toPhysical(file.getLong((int) at + 8)));
            }
        }
        return OptionalLong.empty();
    }

    private boolean equalAt(long offset, byte[] expected) {
        return file.slice((int) offset, expected.length).equals(ByteBuffer.wrap(expected));
    }

    private boolean inFile(long offset, long size) {
        return offset >= 0 && size >= 0 && offset <= file.limit() && size <= file.limit() - offset;
    }

    private int unsigned16(int at) {
        return file.getShort(at) & 0xffff;
    }
}
