package vesper.machine;

import java.nio.charset.StandardCharsets;

/** For tests elsewhere: what the device tree says of a hart. */
public final class IsaString {
    private static final String START = "rv64";

    private IsaString() {}

    /** The value of {@code riscv,isa}. */
    public static String inDeviceTree() {
        Chosen nothing = new Chosen("", AddressRange.EMPTY);
        String blob = new String(DeviceTree.blob(1, 1L << 20, nothing), StandardCharsets.ISO_8859_1);
        int start = blob.indexOf(START);
        return blob.substring(start, blob.indexOf('\0', start));
    }
}
