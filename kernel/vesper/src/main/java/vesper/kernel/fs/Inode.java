package vesper.kernel.fs;

import vesper.metal.Addr;
import vesper.metal.Word;

/** An inode of Minix 3: 64 bytes. */
@Word
public record Inode(Addr at) {
    static final int SIZE = 64;

    private static final int TYPE_MASK = 0170000;
    private static final int REGULAR = 0100000;
    private static final int DIRECTORY = 0040000;
    private static final int ZONES = 24;

    public int mode() {
        return at.u16(0);
    }

    public boolean isFile() {
        return (mode() & TYPE_MASK) == REGULAR;
    }

    public boolean isDirectory() {
        return (mode() & TYPE_MASK) == DIRECTORY;
    }

    /** Of the contents, in bytes. */
    public long size() {
        return at.u32(8);
    }

    /** Zone numbers: 0 to 6 direct, 7 single, 8 double, 9 triple indirect. 0 is a hole. */
    public long zone(int index) {
        return at.u32(ZONES + 4L * index);
    }
}
