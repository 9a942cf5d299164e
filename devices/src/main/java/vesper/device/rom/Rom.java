package vesper.device.rom;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import vesper.bus.MmioDevice;

/** Bytes that no store changes. Past its contents it reads 0. Immutable, so any hart may load at any time. */
public final class Rom implements MmioDevice {
    private static final int WIDEST = 8;
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] contents;

    /** Copies {@code contents}. */
    public Rom(byte[] contents) {
        // rounded up, so that the widest load that starts inside also ends inside
        this.contents = Arrays.copyOf(contents, (contents.length + WIDEST - 1) & -WIDEST);
    }

    @Override
    public long load(long offset, int width) {
        if (offset >= contents.length) {
            return 0;
        }
        int at = (int) offset;
        return switch (width) {
            case 1 -> contents[at] & 0xff;
            case 2 -> (short) SHORT.get(contents, at) & 0xffff;
            case 4 -> (int) INT.get(contents, at) & 0xffff_ffffL;
            default -> (long) LONG.get(contents, at);
        };
    }

    /** Does nothing, as QEMU's ROM does: the guest gets no fault. */
    @Override
    public void store(long offset, long value, int width) {}
}
