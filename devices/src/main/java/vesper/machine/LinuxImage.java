package vesper.machine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The header of a Linux {@code Image} for RISC-V (Documentation/arch/riscv/boot-image-header.rst).
 *
 * <pre>
 *   0x00  code          0x18  flags (bit 0: big-endian)
 *   0x08  text_offset   0x30  magic, "RISCV\0\0\0" (deprecated)
 *   0x10  image_size    0x38  magic2, "RSC\x05"
 * </pre>
 *
 * @param textOffset in bytes from the start of RAM
 * @param imageSize in bytes, its {@code .bss} included
 */
record LinuxImage(long textOffset, long imageSize) {
    private static final int HEADER_SIZE = 64;
    private static final int MAGIC2_RISCV = 0x0543_5352;
    private static final int MAGIC2_ARM64 = 0x644d_5241;

    /** The header, or null if there is none: then it is a raw image. */
    static @Nullable LinuxImage parse(ImageFile file) throws BadInput {
        if (file.bytes().length < HEADER_SIZE) {
            return null;
        }
        ByteBuffer header = ByteBuffer.wrap(file.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        int magic = header.getInt(0x38);
        if (magic == MAGIC2_ARM64) {
            throw new BadInput(file.name() + ": a Linux Image for AArch64, not for RISC-V");
        }
        if (magic != MAGIC2_RISCV) {
            return null;
        }
        if ((header.getLong(0x18) & 1) != 0) {
            throw new BadInput(file.name() + ": a big-endian Linux Image; RISC-V is little-endian");
        }
        long textOffset = header.getLong(0x08);
        long imageSize = header.getLong(0x10);
        if (textOffset < 0 || textOffset >>> 40 != 0 || imageSize < 0 || imageSize >>> 40 != 0) {
            throw new BadInput(file.name() + ": a Linux Image whose header makes no sense");
        }
        return new LinuxImage(textOffset, imageSize);
    }
}
