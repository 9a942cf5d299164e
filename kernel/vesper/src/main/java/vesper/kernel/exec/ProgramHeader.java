package vesper.kernel.exec;

import vesper.metal.Addr;
import vesper.metal.Word;

/** A program header of an ELF64. */
@Word
public record ProgramHeader(Addr at) {
    static final int SIZE = 56;

    public static final int X = 1;
    public static final int W = 2;
    public static final int R = 4;

    private static final int PT_LOAD = 1;

    public boolean isLoad() {
        return at.i32(0) == PT_LOAD;
    }

    /** R, W and X. */
    public int flags() {
        return at.i32(4);
    }

    /** Where it begins in the file. */
    public long offset() {
        return at.i64(8);
    }

    public long vaddr() {
        return at.i64(16);
    }

    /** How many bytes the file has of it. */
    public long filesz() {
        return at.i64(32);
    }

    /** How many bytes it takes in memory. */
    public long memsz() {
        return at.i64(40);
    }

    /** Whether {@code address} lies in it. */
    boolean holds(long address) {
        return Long.compareUnsigned(address - vaddr(), memsz()) < 0;
    }
}
