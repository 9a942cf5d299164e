package vesper.machine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Names the files that are often given by mistake and can't be RISC-V code; any other bytes may be a raw image. */
final class OtherFormats {
    private static final int GZIP = 0x8b1f; // as code the start of an instruction longer than 32 bits
    private static final int FDT = 0xedfe_0dd0;

    private static final int MZ = 0x5a4d; // also the c.li with which a Linux Image begins
    private static final int PE_OFFSET = 0x3c;
    private static final int PE = 0x4550;
    private static final int PE_MACHINE_RISCV64 = 0x5064;

    private OtherFormats() {}

    static void refuse(ImageFile image) throws BadInput {
        byte[] bytes = image.bytes();
        int first = bytes.length < 4 ? 0 : word(bytes, 0);
        if ((first & 0xffff) == GZIP) {
            throw new BadInput(image.name() + ": compressed with gzip; unpack it first");
        }
        if (first == FDT) {
            throw new BadInput(image.name() + ": a device tree or FIT image; give the ELF or the raw image");
        }
        if ((first & 0xffff) == MZ && isPeOfAnotherMachine(bytes)) {
            throw new BadInput(image.name() + ": a PE image, not for RISC-V");
        }
    }

    private static boolean isPeOfAnotherMachine(byte[] bytes) {
        if (bytes.length < PE_OFFSET + 4) {
            return false;
        }
        int header = word(bytes, PE_OFFSET);
        return header >= 0
                && header <= bytes.length - 8
                && word(bytes, header) == PE
                && (word(bytes, header + 4) & 0xffff) != PE_MACHINE_RISCV64;
    }

    private static int word(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    }
}
