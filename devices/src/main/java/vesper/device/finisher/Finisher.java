package vesper.device.finisher;

import vesper.bus.AccessFault;
import vesper.bus.MmioDevice;
import vesper.bus.PowerControl;

/**
 * One register, at offset 0: a store of 2 or 4 bytes whose low half is a known command acts, any other
 * does nothing, a load reads 0.
 *
 * <pre>
 *   31             16 15              0
 *  +-----------------+-----------------+
 *  |   exit status   |     command     |
 *  +-----------------+-----------------+
 * </pre>
 *
 * It has no state, so any hart may store at any time.
 */
public final class Finisher implements MmioDevice {
    private static final int FAIL = 0x3333;
    private static final int PASS = 0x5555;
    private static final int RESET = 0x7777;

    private final PowerControl power;

    public Finisher(PowerControl power) {
        this.power = power;
    }

    @Override
    public long load(long offset, int width) throws AccessFault {
        checkWidth(width);
        return 0;
    }

    @Override
    public void store(long offset, long value, int width) throws AccessFault {
        checkWidth(width);
        if (offset != 0) {
            return;
        }
        switch ((int) value & 0xffff) {
            case PASS -> power.off(0);
            case FAIL -> power.off(width == 4 ? (int) (value >>> 16) & 0xffff : 0);
            case RESET -> power.reset();
            default -> {
                // not a command: ignored, as QEMU does
            }
        }
    }

    private static void checkWidth(int width) throws AccessFault {
        if (width != 2 && width != 4) {
            throw AccessFault.INSTANCE;
        }
    }
}
