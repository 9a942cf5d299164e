package vesper.machine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A small ELF with one segment, to be spoilt byte by byte. */
final class ElfBytes {
    static final int CODE_OFFSET = 0x78;

    private final ByteBuffer bytes;

    ElfBytes() {
        this(new byte[] {0x6f, 0, 0, 0}); // j .
    }

    ElfBytes(byte[] code) {
        bytes = ByteBuffer.allocate(CODE_OFFSET + code.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        putShort(16, 2).putShort(18, 243).putInt(20, 1).entry(MemoryMap.RAM_BASE);
        putLong(32, 64).putShort(52, 64).putShort(54, 56).putShort(56, 1);
        putInt(64, 1).putLong(72, CODE_OFFSET).address(MemoryMap.RAM_BASE);
        putLong(96, code.length).putLong(104, code.length);
        bytes.put(CODE_OFFSET, code);
    }

    ElfBytes putByte(int at, int value) {
        bytes.put(at, (byte) value);
        return this;
    }

    ElfBytes putShort(int at, int value) {
        bytes.putShort(at, (short) value);
        return this;
    }

    ElfBytes putInt(int at, int value) {
        bytes.putInt(at, value);
        return this;
    }

    ElfBytes putLong(int at, long value) {
        bytes.putLong(at, value);
        return this;
    }

    ElfBytes entry(long value) {
        return putLong(24, value);
    }

    ElfBytes address(long value) {
        return putLong(80, value).putLong(88, value);
    }

    byte[] toBytes() {
        return bytes.array().clone();
    }

    byte[] truncatedTo(int length) {
        return Arrays.copyOf(bytes.array(), length);
    }
}
