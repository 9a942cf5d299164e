package vesper.bus;

/**
 * A device behind a window of physical addresses. It knows offsets, never addresses, and is called by any hart thread
 * at any time: each device says which of its fields are guarded by what.
 */
public interface MmioDevice {
    /**
     * Reads {@code width} bytes (1, 2, 4 or 8) at {@code offset}, which is aligned to {@code width} and inside the
     * window.
     *
     * @return the value, zero-extended
     * @throws AccessFault if the device does not answer to this width at this offset
     */
    long load(long offset, int width) throws AccessFault;

    /**
     * Writes the low {@code width} bytes (1, 2, 4 or 8) of {@code value} at {@code offset}, which is aligned to
     * {@code width} and inside the window.
     *
     * @throws AccessFault if the device does not answer to this width at this offset
     */
    void store(long offset, long value, int width) throws AccessFault;
}
