package vesper.kernel.boot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A small executable with two PT_LOADs. */
public final class SampleElf {
    public static final int SIZE = 64 + 2 * 56 + 0x80 + 0x20;

    private SampleElf() {}

    public static byte[] bytes() {
        ByteBuffer elf = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        elf.putInt(0x464c_457f).put((byte) 2).put((byte) 1).put((byte) 1).position(16);
        elf.putShort((short) 2).putShort((short) 0xf3).putInt(1);
        elf.putLong(0x1_0000).putLong(64).putLong(0).putInt(0);
        elf.putShort((short) 64).putShort((short) 56).putShort((short) 2);
        elf.position(64);
        segment(elf, 5, 64 + 2 * 56, 0x1_0000, 0x80, 0x80);
        segment(elf, 6, 64 + 2 * 56 + 0x80, 0x2_0000, 0x20, 0x1000);
        return elf.array();
    }

    private static void segment(ByteBuffer elf, int flags, long offset, long vaddr, long filesz, long memsz) {
        elf.putInt(1).putInt(flags).putLong(offset).putLong(vaddr).putLong(vaddr);
        elf.putLong(filesz).putLong(memsz).putLong(0x1000);
    }
}
