package vesper.metal.host;

/** A device of a test: registers by offset. */
public interface HostDevice {
    /** No device: the region is RAM. */
    HostDevice NONE = new HostDevice() {
        @Override
        public long load(long offset, int width) {
            throw new HostFault("not a device", offset);
        }

        @Override
        public void store(long offset, long value, int width) {
            throw new HostFault("not a device", offset);
        }
    };

    /** The value of {@code width} bytes at {@code offset}. */
    long load(long offset, int width);

    /** Takes the {@code width} low bytes of {@code value} at {@code offset}. */
    void store(long offset, long value, int width);
}
