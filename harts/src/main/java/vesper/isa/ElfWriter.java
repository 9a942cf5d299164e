package vesper.isa;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Writes a {@link Program} as a static ELF64 executable for RISC-V, with a symbol table.
 *
 * <pre>
 *   0x0000  ELF header, one program header for each of code, read-only data, data with .bss
 *   0x1000  the memory image, so that file offset and address agree within a page
 *           further sections that aren't loaded
 *           .symtab .strtab .shstrtab
 *           section headers
 * </pre>
 */
public final class ElfWriter {
    private static final int HEADER_SIZE = 64;
    private static final int PROGRAM_HEADER_SIZE = 56;
    private static final int SECTION_HEADER_SIZE = 64;
    private static final int SYMBOL_SIZE = 24;
    private static final int PAGE = 0x1000;
    private static final int IMAGE_OFFSET = PAGE;

    private static final short ET_EXEC = 2;
    private static final short EM_RISCV = 243;
    private static final int EF_RISCV_RVC = 1;
    private static final int EF_RISCV_FLOAT_ABI_DOUBLE = 4;
    private static final int PT_LOAD = 1;
    private static final int PF_X = 1;
    private static final int PF_W = 2;
    private static final int PF_R = 4;
    private static final int SHT_PROGBITS = 1;
    private static final int SHT_SYMTAB = 2;
    private static final int SHT_STRTAB = 3;
    private static final int SHT_NOBITS = 8;
    private static final int SHF_WRITE = 1;
    private static final int SHF_ALLOC = 2;
    private static final int SHF_EXECINSTR = 4;
    private static final short SHN_ABS = (short) 0xfff1;
    private static final int STT_OBJECT = 1;
    private static final int STT_FUNC = 2;
    private static final int STB_GLOBAL = 1 << 4;

    private record Segment(int flags, long address, long fileSize, long memorySize) {}

    private record SectionHeader(
            int name, int type, long flags, long address, long offset, long size, int link, int info, int entrySize) {}

    /** A string table under way; offset 0 is the empty string. */
    private static final class Strings {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Strings() {
            bytes.write(0);
        }

        int add(String text) {
            int offset = bytes.size();
            bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            bytes.write(0);
            return offset;
        }

        byte[] toBytes() {
            return bytes.toByteArray();
        }
    }

    private final Program program;
    private final List<Segment> segments;
    private final List<SectionHeader> headers = new ArrayList<>();
    private final Strings sectionNames = new Strings();
    private final ByteArrayOutputStream contents = new ByteArrayOutputStream(); // from IMAGE_OFFSET on

    private ElfWriter(Program program) {
        this.program = program;
        this.segments = segments(program);
    }

    /**
     * A section that isn't loaded, such as {@code .debug_line}.
     *
     * @param bytes left alone from here on
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over
    public record Extra(String name, byte[] bytes) {}

    /** The whole file. */
    public static byte[] write(Program program) {
        return write(program, List.of());
    }

    /** The whole file, with more sections for tools. */
    public static byte[] write(Program program, List<Extra> extras) {
        return new ElfWriter(program).file(extras);
    }

    private byte[] file(List<Extra> extras) {
        contents.writeBytes(image());
        headers.add(new SectionHeader(0, 0, 0, 0, 0, 0, 0, 0, 0));
        for (Section section : program.sections()) {
            headers.add(header(program, section, sectionNames.add(section.name())));
        }
        for (Extra extra : extras) {
            append(sectionNames.add(extra.name), SHT_PROGBITS, extra.bytes, 0, 0, 0);
        }
        Strings names = new Strings();
        List<Program.Symbol> symbols = new ArrayList<>(program.symbols());
        // Local symbols come first, and sh_info says where the others start.
        symbols.sort(Comparator.comparing(Program.Symbol::global));
        int locals = 1 + (int) symbols.stream().filter(s -> !s.global()).count();
        byte[] table = symbolTable(program, symbols, names);
        append(sectionNames.add(".symtab"), SHT_SYMTAB, table, headers.size() + 1, locals, SYMBOL_SIZE);
        append(sectionNames.add(".strtab"), SHT_STRTAB, names.toBytes(), 0, 0, 0);
        append(sectionNames.add(".shstrtab"), SHT_STRTAB, sectionNames.toBytes(), 0, 0, 0);

        int headersOffset = IMAGE_OFFSET + contents.size();
        ByteBuffer file = ByteBuffer.allocate(headersOffset + headers.size() * SECTION_HEADER_SIZE)
                .order(ByteOrder.LITTLE_ENDIAN);
        putHeader(file, program, segments.size(), headersOffset, headers.size());
        segments.forEach(segment -> putSegment(file, program, segment));
        file.put(IMAGE_OFFSET, contents.toByteArray());
        file.position(headersOffset);
        headers.forEach(header -> putSectionHeader(file, header));
        return file.array();
    }

    /** The memory image, up to the end of the last segment that has anything in the file. */
    private byte[] image() {
        long end = segments.stream()
                .filter(segment -> segment.fileSize > 0)
                .mapToLong(segment -> segment.address + segment.fileSize - program.base())
                .max()
                .orElse(0);
        return Arrays.copyOf(program.flat(), roundUp8(Math.toIntExact(end)));
    }

    /** Adds a section that isn't loaded. */
    private void append(int name, int type, byte[] bytes, int link, int info, int entrySize) {
        int offset = IMAGE_OFFSET + contents.size();
        headers.add(new SectionHeader(name, type, 0, 0, offset, bytes.length, link, info, entrySize));
        contents.writeBytes(Arrays.copyOf(bytes, roundUp8(bytes.length)));
    }

    private static List<Segment> segments(Program program) {
        List<Segment> segments = new ArrayList<>();
        for (int flags : new int[] {PF_R | PF_X, PF_R, PF_R | PF_W}) {
            List<Section> group = program.sections().stream()
                    .filter(section -> flags(section.kind()) == flags)
                    .toList();
            if (!group.isEmpty()) {
                long start = group.getFirst().address();
                long fileEnd = start;
                for (Section section : group) {
                    fileEnd = section.kind() == Section.Kind.BSS ? fileEnd : section.address() + section.size();
                }
                Section last = group.getLast();
                segments.add(new Segment(flags, start, fileEnd - start, last.address() + last.size() - start));
            }
        }
        return segments;
    }

    private static int flags(Section.Kind kind) {
        return switch (kind) {
            case TEXT -> PF_R | PF_X;
            case RODATA -> PF_R;
            case DATA, BSS -> PF_R | PF_W;
        };
    }

    private static SectionHeader header(Program program, Section section, int name) {
        int type = section.kind() == Section.Kind.BSS ? SHT_NOBITS : SHT_PROGBITS;
        int flags = SHF_ALLOC
                | switch (section.kind()) {
                    case TEXT -> SHF_EXECINSTR;
                    case RODATA -> 0;
                    case DATA, BSS -> SHF_WRITE;
                };
        long offset = offset(program, section.address());
        return new SectionHeader(name, type, flags, section.address(), offset, section.size(), 0, 0, 0);
    }

    private static int roundUp8(int offset) {
        return (offset + 7) & ~7;
    }

    private static long offset(Program program, long address) {
        return IMAGE_OFFSET + address - program.base();
    }

    private static byte[] symbolTable(Program program, List<Program.Symbol> symbols, Strings names) {
        ByteBuffer table =
                ByteBuffer.allocate(SYMBOL_SIZE * (symbols.size() + 1)).order(ByteOrder.LITTLE_ENDIAN);
        table.position(SYMBOL_SIZE);
        for (Program.Symbol symbol : symbols) {
            table.putInt(names.add(symbol.name()));
            table.put((byte) ((symbol.global() ? STB_GLOBAL : 0) | type(symbol)))
                    .put((byte) 0);
            table.putShort(symbol.section()
                    .map(section -> (short) (1 + program.sections().indexOf(section)))
                    .orElse(SHN_ABS));
            table.putLong(symbol.value()).putLong(symbol.size());
        }
        return table.array();
    }

    private static int type(Program.Symbol symbol) {
        return switch (symbol.type()) {
            case NONE -> 0;
            case OBJECT -> STT_OBJECT;
            case FUNCTION -> STT_FUNC;
        };
    }

    private static void putHeader(ByteBuffer file, Program program, int segments, int headersOffset, int headers) {
        // Magic, 64-bit, little-endian, version 1, no particular system.
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        file.putShort(ET_EXEC).putShort(EM_RISCV).putInt(1);
        file.putLong(program.entry()).putLong(HEADER_SIZE).putLong(headersOffset);
        file.putInt(EF_RISCV_FLOAT_ABI_DOUBLE | (program.compressed() ? EF_RISCV_RVC : 0));
        file.putShort((short) HEADER_SIZE);
        file.putShort((short) PROGRAM_HEADER_SIZE).putShort((short) segments);
        file.putShort((short) SECTION_HEADER_SIZE).putShort((short) headers).putShort((short) (headers - 1));
    }

    private static void putSegment(ByteBuffer file, Program program, Segment segment) {
        // What has nothing in the file may be said to lie anywhere in it where the page offset is right.
        long offset = segment.fileSize > 0 ? offset(program, segment.address) : segment.address & (PAGE - 1);
        file.putInt(PT_LOAD).putInt(segment.flags).putLong(offset);
        file.putLong(segment.address).putLong(segment.address);
        file.putLong(segment.fileSize).putLong(segment.memorySize).putLong(PAGE);
    }

    private static void putSectionHeader(ByteBuffer file, SectionHeader header) {
        boolean loaded = (header.flags & SHF_ALLOC) != 0;
        file.putInt(header.name).putInt(header.type).putLong(header.flags);
        file.putLong(header.address).putLong(header.offset).putLong(header.size);
        file.putInt(header.link).putInt(header.info);
        file.putLong(loaded ? 16 : header.type == SHT_SYMTAB ? 8 : 1).putLong(header.entrySize);
    }
}
