package vesper.kernel.exec;

import vesper.metal.Addr;
import vesper.metal.Word;

/** An ELF64 executable in memory, read in place. Its fields may be believed once {@link #check} has found no error. */
@Word
public record Elf(Addr at) {
    private static final int HEADER_SIZE = 64;
    private static final int MAGIC = 0x464c_457f; // 0x7f, "ELF"
    private static final int CLASS_64 = 2;
    private static final int DATA_LITTLE_ENDIAN = 1;
    private static final int TYPE_EXEC = 2;
    private static final int MACHINE_RISCV = 0xf3;

    public long entry() {
        return at.i64(24);
    }

    private long tableOffset() {
        return at.i64(32);
    }

    private int tableEntrySize() {
        return at.u16(54);
    }

    public int programHeaders() {
        return at.u16(56);
    }

    /** The program header of this index, below {@link #programHeaders}. */
    public ProgramHeader programHeader(int index) {
        return new ProgramHeader(at.plus(tableOffset() + (long) ProgramHeader.SIZE * index));
    }

    /** Looks at everything that a loader relies on. {@code length} is the file's, in bytes. */
    public ElfError check(long length) {
        if (length < HEADER_SIZE) {
            return ElfError.TOO_SHORT;
        }
        if (at.i32(0) != MAGIC) {
            return ElfError.BAD_MAGIC;
        }
        if (at.u8(4) != CLASS_64 || at.u8(5) != DATA_LITTLE_ENDIAN) {
            return ElfError.NOT_64_BIT;
        }
        if (at.u16(18) != MACHINE_RISCV) {
            return ElfError.NOT_RISC_V;
        }
        if (at.u16(16) != TYPE_EXEC) {
            return ElfError.NOT_EXECUTABLE;
        }
        long tableSize = (long) ProgramHeader.SIZE * programHeaders();
        boolean tableFits = programHeaders() == 0
                || (tableEntrySize() == ProgramHeader.SIZE
                        && tableOffset() % Long.BYTES == 0
                        && inside(tableOffset(), tableSize, length));
        return tableFits ? checkSegments(length) : ElfError.BAD_TABLE;
    }

    private ElfError checkSegments(long length) {
        boolean any = false;
        boolean entryFound = false;
        for (int i = 0; i < programHeaders(); i++) {
            ProgramHeader header = programHeader(i);
            if (header.isLoad()) {
                any = true;
                boolean fits = inside(header.offset(), header.filesz(), length)
                        && Long.compareUnsigned(header.filesz(), header.memsz()) <= 0
                        && Long.compareUnsigned(header.vaddr(), header.vaddr() + header.memsz()) <= 0;
                if (!fits) {
                    return ElfError.BAD_SEGMENT;
                }
                entryFound |= (header.flags() & ProgramHeader.X) != 0 && header.holds(entry());
            }
        }
        if (!any) {
            return ElfError.NOTHING_TO_LOAD;
        }
        return entryFound ? ElfError.NONE : ElfError.BAD_ENTRY;
    }

    /** Whether {@code size} bytes from {@code offset} on lie in {@code length} bytes. */
    private static boolean inside(long offset, long size, long length) {
        return offset >= 0 && size >= 0 && offset <= length && size <= length - offset;
    }
}
