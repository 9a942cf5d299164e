package vesper.machine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The reset vector at 0x1000, word for word as QEMU's {@code virt} has it. Every hart starts here; the code hands over
 * {@code a0 = mhartid}, {@code a1 =} the device tree and {@code a2 =} what OpenSBI's {@code fw_dynamic} wants to know
 * about the next stage, and jumps.
 *
 * <pre>
 *   0x1000  code
 *   0x1018  start address
 *   0x1020  device tree's address
 *   0x1028  struct fw_dynamic_info: magic, version, next_addr, next_mode, options, boot_hart
 * </pre>
 */
final class ResetRom {
    private static final int[] CODE = {
        0x0000_0297, // auipc t0, 0
        0x0282_8613, // addi  a2, t0, 0x28
        0xf140_2573, // csrr  a0, mhartid
        0x0202_b583, // ld    a1, 0x20(t0)
        0x0182_b283, // ld    t0, 0x18(t0)
        0x0002_8067, // jr    t0
    };

    /** "OSBI". */
    private static final long FW_DYNAMIC_MAGIC = 0x4942_534f;

    private static final long FW_DYNAMIC_VERSION = 2;
    private static final long NEXT_MODE_S = 1;

    private ResetRom() {}

    /**
     * The bytes at 0x1000.
     *
     * @param start where the harts go
     * @param fdt the device tree's address
     * @param next where firmware is to go, in S-mode; 0 for nowhere
     */
    static byte[] bytes(long start, long fdt, long next) {
        ByteBuffer rom = ByteBuffer.allocate(0x58).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : CODE) {
            rom.putInt(word);
        }
        rom.putLong(start).putLong(fdt);
        rom.putLong(FW_DYNAMIC_MAGIC).putLong(FW_DYNAMIC_VERSION);
        rom.putLong(next).putLong(NEXT_MODE_S);
        rom.putLong(0).putLong(0); // options, boot_hart
        return rom.array();
    }
}
