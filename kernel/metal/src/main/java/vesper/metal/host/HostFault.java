package vesper.metal.host;

import java.io.Serial;

/** An access that would trap on a hart. */
public final class HostFault extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public HostFault(String what, long address) {
        super(what + " at 0x" + Long.toHexString(address));
    }
}
