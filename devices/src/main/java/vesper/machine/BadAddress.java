package vesper.machine;

/** Nothing that can be read or written as asked lies at an address of a machine. */
public final class BadAddress extends Exception {
    private static final long serialVersionUID = 1;

    private final long address;

    BadAddress(long address, String what) {
        super("0x" + Long.toHexString(address) + ": " + what);
        this.address = address;
    }

    /** The first address, physical or virtual as it was asked for, at which it failed. */
    public long address() {
        return address;
    }
}
