package vesper.kernel.fs;

import vesper.metal.Addr;
import vesper.metal.Word;

/** An entry of a directory of Minix 3: the number of an inode, 0 if it is unused, and a name of up to 60 bytes. */
@Word
record DirectoryEntry(Addr at) {
    static final int SIZE = 64;

    private static final int NAME = 4;
    private static final int NAME_LENGTH = 60;

    long inode() {
        return at.u32(0);
    }

    /** Whether its name is what stands in {@code text} from {@code from} to {@code to}, in ASCII. */
    boolean named(String text, int from, int to) {
        int length = to - from;
        if (length > NAME_LENGTH) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (at.u8(NAME + i) != text.charAt(from + i)) {
                return false;
            }
        }
        return length == NAME_LENGTH || at.u8(NAME + length) == 0;
    }
}
