package vesper.machine;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What QEMU's {@code -device loader} asks for, at power on and at each reset: something in RAM, a hart that starts
 * elsewhere, or both.
 *
 * @param file null if there is none; an ELF says itself where it goes
 * @param raw whether {@code file} is taken as it is, though it may be an ELF
 * @param data some bytes, instead of a file; they give way to what a file brings
 * @param address where the file, the data or the hart's first instruction is, if it isn't an ELF that says so
 * @param hart the hart that starts there, or at the ELF's entry, instead of in the ROM
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Load(@Nullable ImageFile file, boolean raw, byte[] data, long address, OptionalInt hart) {
    private static final byte[] NONE = {};

    public static Load file(ImageFile file, boolean raw, long address, OptionalInt hart) {
        return new Load(file, raw, NONE, address, hart);
    }

    public static Load data(byte[] data, long address) {
        return new Load(null, false, data, address, OptionalInt.empty());
    }

    public static Load start(long address, int hart) {
        return new Load(null, false, NONE, address, OptionalInt.of(hart));
    }
}
