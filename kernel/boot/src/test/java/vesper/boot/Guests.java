package vesper.boot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import vesper.isa.Assembler;
import vesper.isa.ElfWriter;
import vesper.isa.Register;

/** Small images to give to the command. */
final class Guests {
    private static final long FINISHER = 0x10_0000;

    private Guests() {}

    /** An ELF at this physical address that powers off. */
    static byte[] at(long address) {
        Assembler a = new Assembler();
        a.label("_start");
        a.li(Register.T0, FINISHER);
        a.li(Register.T1, 0x5555);
        a.sw(Register.T1, 0, Register.T0);
        a.label("wait");
        a.j("wait");
        return ElfWriter.write(a.assemble(address));
    }

    /** As GNU ld links by itself: besides the code, a segment at 0x10000 with the headers. */
    static byte[] withHeadersElsewhere() {
        byte[] elf = at(0x8000_0000L);
        ByteBuffer file = ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN);
        int segments = file.getShort(56);
        file.putShort(56, (short) (segments + 1)).position(64 + 56 * segments);
        file.putInt(1)
                .putInt(4)
                .putLong(0)
                .putLong(0x1_0000)
                .putLong(0x1_0000)
                .putLong(176)
                .putLong(176);
        return elf;
    }

    /** The header of a Linux {@code Image} for S-mode, and no code. */
    static byte[] linuxImage() {
        ByteBuffer image = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
        return image.putLong(8, 2 << 20)
                .putLong(16, 4096)
                .putInt(0x38, 0x0543_5352)
                .array();
    }
}
