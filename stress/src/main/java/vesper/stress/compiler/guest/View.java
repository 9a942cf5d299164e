package vesper.stress.compiler.guest;

import vesper.metal.Addr;
import vesper.metal.Word;

/** A structure in the scratch region, as a page table or a disk's block is one. */
@Word
public record View(Addr at) {
    private static final int SIZE = 16;
    private static final int COUNT = 16;

    public static View of(long index) {
        return new View(Harness.scratch().plus((index & (COUNT - 1)) * SIZE));
    }

    public int i() {
        return at.i32(4);
    }

    public long l() {
        return at.i64(8) ^ at.u16(2);
    }

    /** Where its last byte says. */
    public View next() {
        return of(at.u8(SIZE - 1));
    }

    public void set(int x) {
        at.set16(2, x);
    }
}
